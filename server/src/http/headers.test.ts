import { expect, test } from 'bun:test'
import { IMMUTABLE, secureHeaders } from './headers.ts'

function secured(isTls: boolean, init: Record<string, string> = {}): Headers {
  const headers = new Headers(init)
  secureHeaders(headers, isTls)
  return headers
}

test('the policy is the one that the project stands by', () => {
  expect(secured(false).get('Content-Security-Policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types parley",
  )
})

test('every answer says how it may be used', () => {
  const headers = secured(false)
  expect(headers.get('Referrer-Policy')).toBe('same-origin')
  expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
  expect(headers.get('Permissions-Policy')).toContain('camera=()')
})

test('an asset says no more than what may become of it by itself', () => {
  const names = [...secured(false, { 'Cache-Control': IMMUTABLE }).keys()]
  expect(names.sort()).toEqual([
    'cache-control',
    'content-security-policy',
    'cross-origin-resource-policy',
    'x-content-type-options',
  ])
})

test('only TLS asks for TLS', () => {
  expect(secured(true).get('Strict-Transport-Security')).toBe('max-age=31536000')
  expect(secured(false).get('Strict-Transport-Security')).toBeNull()
})

test('everything but immutable assets is stored nowhere and differs by cookie', () => {
  expect(secured(false).get('Cache-Control')).toBe('no-store')
  expect(secured(false, { 'Cache-Control': 'public, max-age=60' }).get('Cache-Control')).toBe('no-store')
  expect(secured(false).get('Vary')).toBe('Cookie')
  expect(secured(false, { Vary: 'Accept-Encoding' }).get('Vary')).toBe('Accept-Encoding, Cookie')
  expect(secured(false, { Vary: 'cookie' }).get('Vary')).toBe('cookie')
  const asset = secured(false, { 'Cache-Control': IMMUTABLE })
  expect(asset.get('Cache-Control')).toBe(IMMUTABLE)
  expect(asset.get('Vary')).toBeNull()
})
