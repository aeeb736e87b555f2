import type { CommandInput, CommandName } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError, RETRYABLE, type WireError } from '@parley/protocol/errors.ts'
import type { CommandResult } from '@parley/protocol/frames.ts'
import { Unreachable } from './unreachable.ts'

/** A command with its input, its id included. */
export type Command<N extends CommandName = CommandName> = { [K in N]: { name: K; input: CommandInput<K> } }[N]

/** An error of the wire as it is thrown. A code that this version does not know is final and keeps its sentence, too. */
export function errorFrom({ code, message, ...hints }: WireError): ParleyError {
  return new ParleyError(code, hints, message)
}

/** The outcome of one command. Throws the error with which it was refused, or Unreachable when nothing is known of it. */
export function outcomeOf(result: CommandResult | undefined): Outcome {
  if (!result) throw new Unreachable()
  if ('outcome' in result) return result.outcome
  throw errorFrom(result.error)
}

/** Tells whether the same request may succeed later. */
export function isRetryable(error: ParleyError): boolean {
  return RETRYABLE.has(error.code)
}

/** Tells whether an error means that one is no longer logged in. */
export function isSessionOver(error: unknown): boolean {
  return error instanceof ParleyError && (error.code === 'not_logged_in' || error.code === 'session_ended')
}
