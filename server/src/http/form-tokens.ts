import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Makes and checks tokens that only this server can make, each good for one purpose and one bearer. */
export type Tokens = {
  /** A new token for the bearer; two are never the same, so that compression cannot give one away. */
  issue: (bearer: string) => string
  /** Whether this server issued the token to this bearer. */
  isFor: (bearer: string, token: string) => boolean
}

/** The tokens of forms. The bearer is `sessionBearer(…)`, or `visitorBearer(…)` before there is a session. */
export function formTokens(secret: string): Tokens {
  return tokens(secret, 'form')
}

/** The tokens of devices that logged in before; the bearer is the account's user id. */
export function deviceTokens(secret: string): Tokens {
  return tokens(secret, 'device')
}

/** The bearer of a form's token for somebody with a session. */
export function sessionBearer(sessionId: string): string {
  return `session ${sessionId}`
}

/** The bearer of a form's token for somebody who has only a visitor's cookie. */
export function visitorBearer(visitorId: string): string {
  return `visitor ${visitorId}`
}

const NONCE_BYTES = 12

function tokens(secret: string, purpose: string): Tokens {
  const seal = (nonce: string, bearer: string) =>
    createHmac('sha256', secret).update(`${purpose}\n${nonce}\n${bearer}`).digest('base64url')
  return {
    issue(bearer) {
      const nonce = randomBytes(NONCE_BYTES).toString('base64url')
      return `${nonce}.${seal(nonce, bearer)}`
    },
    isFor(bearer, token) {
      const [nonce, given, more] = token.split('.')
      if (nonce === undefined || given === undefined || more !== undefined) return false
      return isSame(seal(nonce, bearer), given)
    },
  }
}

function isSame(expected: string, given: string): boolean {
  const a = Buffer.from(expected)
  const b = Buffer.from(given)
  return a.length === b.length && timingSafeEqual(a, b)
}
