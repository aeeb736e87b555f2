/** `session` holds the session's token, `visitor` binds form tokens before there is one, `device` says who logged in here before. */
export type CookieKind = 'session' | 'visitor' | 'device'

const NAMES = {
  tls: { session: '__Host-parley', visitor: '__Host-parley-visitor', device: '__Host-parley-device' },
  // Browsers drop Secure cookies, and so all with this prefix, on plain http.
  plain: { session: 'parley', visitor: 'parley-visitor', device: 'parley-device' },
} as const satisfies Record<string, Record<CookieKind, string>>

/** The name that a cookie has here; one with the other name is never read. */
export function cookieName(kind: CookieKind, isTls: boolean): string {
  return NAMES[isTls ? 'tls' : 'plain'][kind]
}

/**
 * Reads one cookie from a Cookie header. A name that comes twice counts as absent: somebody who controls a sibling
 * domain may have put one of them there.
 */
export function readCookie(header: string | null, kind: CookieKind, isTls: boolean): string | undefined {
  const name = `${cookieName(kind, isTls)}=`
  const found = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(name))
  const [pair] = found
  if (pair === undefined || found.length > 1) return undefined
  const value = pair.slice(name.length)
  return /^[A-Za-z0-9_.-]{1,200}$/.test(value) ? value : undefined
}

/** Writes a Set-Cookie header. */
export function writeCookie(kind: CookieKind, value: string, options: { isTls: boolean; maxAgeS: number }): string {
  const secure = options.isTls ? '; Secure' : ''
  return `${cookieName(kind, options.isTls)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${options.maxAgeS}${secure}`
}

/** Writes a Set-Cookie header that removes the cookie. */
export function removeCookie(kind: CookieKind, isTls: boolean): string {
  return writeCookie(kind, '', { isTls, maxAgeS: 0 })
}
