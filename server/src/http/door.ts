import type { Log } from '../log.ts'
import type { Parley } from '../parley.ts'
import type { Client } from './addresses.ts'
import type { FormProblem } from './command-door.ts'
import type { Tokens } from './form-tokens.ts'
import type { Guesses } from './guesses.ts'
import type { SessionCookies } from './session-cookies.ts'

/** What every door over HTTP has at hand. */
export type Door = {
  parley: Parley
  log: Log
  /** The origin of our own pages as this client sees it; null for a Host that is none. */
  allowedOrigin: (client: Client, headers: Headers) => string | null
  formTokens: Tokens
  cookies: SessionCookies
  guesses: Guesses
  /** Shows a form's page again with what was wrong and what was typed. */
  showFormProblem: (problem: FormProblem) => Promise<Response>
}
