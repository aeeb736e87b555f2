import { ParleyError } from '@parley/protocol/errors.ts'
import { skeleton } from '../accounts/skeleton.ts'
import type { Tokens } from './form-tokens.ts'
import type { LogInLimits, LogInTry } from './log-in-limits.ts'
import type { Visit } from './visit.ts'

/** Slows down whoever guesses passwords or codes, at every command that takes one. */
export type Guesses = {
  /** Counts a try before it is looked at; throws `too_fast`. Answers the account that it is for, or null. */
  take: (command: string, input: unknown, visit: Visit) => string | null
  /** Forgets the tries of somebody who guessed right. */
  succeeded: (command: string, input: unknown, visit: Visit) => void
}

/** Counts tries by (address, account) and by address. */
export function guessLimits(limits: LogInLimits, deviceTokens: Tokens): Guesses {
  const tryOf = (command: string, input: unknown, visit: Visit): LogInTry | null => {
    const account = accountOf(command, input, visit)
    if (account === null) return null
    const isKnownDevice = visit.deviceToken !== null && deviceTokens.isFor(account, visit.deviceToken)
    return { group: visit.client.group, account, isKnownDevice }
  }
  return {
    take: (command, input, visit) => {
      const attempt = tryOf(command, input, visit)
      if (!attempt) return null
      const retryS = limits.take(attempt)
      if (retryS > 0) throw new ParleyError('too_fast', { retryS, problem: `Too many tries. Wait ${retryS} s.` })
      return command === 'session.log-in' ? attempt.account : null
    },
    succeeded: (command, input, visit) => {
      const attempt = tryOf(command, input, visit)
      if (attempt) limits.succeeded(attempt)
    },
  }
}

function accountOf(command: string, input: unknown, visit: Visit): string | null {
  if (command === 'password.change') return visit.actor.id
  if (command === 'community.found') return ' set-up'
  // Sent again, a registration logs in whoever knows the password.
  if (command !== 'session.log-in' && command !== 'account.register') return null
  const isNamed = typeof input === 'object' && input !== null && 'userName' in input
  return isNamed && typeof input.userName === 'string' ? skeleton(input.userName.slice(0, 64)) : ''
}
