import type { BodyKind } from './read-body.ts'

/** `needs-token`: neither header came (lynx, old browsers), so the form must carry its token. */
export type OriginVerdict = 'ok' | 'foreign' | 'needs-token'

export type OriginQuestion = {
  method: string
  headers: Headers
  /** The origin that pages of this server have; null where it cannot be told. */
  allowed: string | null
  bodyKind: BodyKind
  /** The request carries a session cookie or a visitor's cookie. */
  hasCookie: boolean
  /** The request carries a bearer token, so its cookies are ignored. */
  hasBearer: boolean
}

/** The origin of our own pages: PARLEY_URL, else scheme and Host of the request; null for a Host that is none. */
export function allowedOrigin(configuredUrl: string | null, isTls: boolean, host: string | null): string | null {
  if (configuredUrl !== null) return configuredUrl
  if (host === null || !/^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(host)) return null
  const url = URL.parse(`${isTls ? 'https' : 'http'}://${host}`)
  return url === null ? null : url.origin
}

/**
 * Judges where a request over HTTP comes from. What changes nothing may come from anywhere. What logs in is judged too,
 * though it has no cookie yet: another site must not log somebody in as its own user.
 */
export function judgeOrigin(question: OriginQuestion): OriginVerdict {
  const { method, headers, allowed, bodyKind, hasCookie, hasBearer } = question
  if (hasBearer || method === 'GET' || method === 'HEAD') return 'ok'
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  if (site === 'same-origin' || (origin !== null && origin === allowed)) return 'ok'
  if (site !== null || origin !== null) return 'foreign'
  return hasCookie || bodyKind !== 'json' ? 'needs-token' : 'ok'
}

/** Judges an upgrade to a socket: browsers let any site open one, with cookies, so the Origin itself must match. */
export function judgeUpgrade(question: Pick<OriginQuestion, 'headers' | 'allowed' | 'hasBearer'>): 'ok' | 'foreign' {
  const origin = question.headers.get('origin')
  if (question.hasBearer) return 'ok'
  return origin !== null && origin === question.allowed ? 'ok' : 'foreign'
}
