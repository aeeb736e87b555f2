import type { Limits } from '../config.ts'
import type { Log } from '../log.ts'
import type { Parley } from '../parley.ts'
import type { Door } from './door.ts'
import { deviceTokens, formTokens } from './form-tokens.ts'
import { guessLimits } from './guesses.ts'
import { LogInLimits } from './log-in-limits.ts'
import { allowedOrigin } from './origin.ts'
import { sessionCookies } from './session-cookies.ts'

type DoorOptions = {
  parley: Parley
  log: Log
  limits: Pick<Limits, 'logInsPerAccount' | 'logInsPerAddress'>
  now: () => number
  /** PARLEY_URL, or null to take the origin from each request. */
  url: string | null
  showFormProblem: Door['showFormProblem']
}

/** Puts together what every door over HTTP has at hand. */
export function createDoor({ parley, log, limits, now, url, showFormProblem }: DoorOptions): Door {
  const devices = deviceTokens(parley.secret)
  const guesses = new LogInLimits({ perAccount: limits.logInsPerAccount, perAddress: limits.logInsPerAddress, now })
  return {
    parley,
    log,
    allowedOrigin: (client, headers) => allowedOrigin(url, client.isTls, headers.get('host')),
    formTokens: formTokens(parley.secret),
    cookies: sessionCookies(devices, parley.lifetimes),
    guesses: guessLimits(guesses, devices),
    showFormProblem,
  }
}
