import type { Lifetimes } from '../sessions/lifetime.ts'
import type { Client } from './addresses.ts'
import { removeCookie, writeCookie } from './cookies.ts'
import type { Tokens } from './form-tokens.ts'

const DAY_S = 86_400
/** Browsers keep no cookie longer. */
const LONGEST_S = 400 * DAY_S

/** The cookies that go out after a command started a session, and those that end it. */
export type SessionCookies = {
  started: (token: string, client: Client, who: { isGuest: boolean; account: string | null }) => string[]
  ended: (client: Client) => string[]
}

/** Makes them; `account` is the skeleton of the name that was logged in with, which makes this a known device. */
export function sessionCookies(deviceTokens: Tokens, { sessionMs }: Lifetimes): SessionCookies {
  return {
    started: (token, { isTls }, { isGuest, account }) => [
      writeCookie('session', token, { isTls, maxAgeS: isGuest ? LONGEST_S : Math.min(LONGEST_S, sessionMs / 1_000) }),
      ...(account === null ? [] : [writeCookie('device', deviceTokens.issue(account), { isTls, maxAgeS: LONGEST_S })]),
    ],
    ended: ({ isTls }) => [removeCookie('session', isTls)],
  }
}
