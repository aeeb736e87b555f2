/** Workers need the policy for the addresses of our own scripts; no style attribute and no inline script gets past. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types parley',
].join('; ')

/** What an asset whose name changes with its content says of itself; everything else is `no-store`. */
export const IMMUTABLE = 'public, max-age=31536000, immutable'

const ALWAYS = {
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
} as const

/** Documents and workers; a script or a style sheet is governed by the page that asks for it. */
const OF_PAGES = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
} as const

/** A picture among them could be opened as a document. */
const OF_ASSETS = { 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'" } as const

const YEAR_S = 31_536_000

/**
 * Puts the security headers on an answer. What is not marked immutable is personal: it is stored nowhere, and differs by
 * cookie for caches that store it all the same.
 */
export function secureHeaders(headers: Headers, isTls: boolean): void {
  const isAsset = headers.get('Cache-Control') === IMMUTABLE
  for (const [name, value] of Object.entries({ ...ALWAYS, ...(isAsset ? OF_ASSETS : OF_PAGES) }))
    headers.set(name, value)
  if (isTls) headers.set('Strict-Transport-Security', `max-age=${YEAR_S}`)
  if (isAsset) return
  headers.set('Cache-Control', 'no-store')
  const vary = headers.get('Vary')
  if (vary === null) headers.set('Vary', 'Cookie')
  else if (!/(?:^|,)\s*cookie\s*(?:,|$)/i.test(vary)) headers.set('Vary', `${vary}, Cookie`)
}
