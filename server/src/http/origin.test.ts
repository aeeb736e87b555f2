import { expect, test } from 'bun:test'
import { allowedOrigin, judgeOrigin, judgeUpgrade, type OriginQuestion } from './origin.ts'

const allowed = 'https://chat.example.org'

function judge(headers: Record<string, string>, question: Partial<OriginQuestion> = {}) {
  return judgeOrigin({
    method: 'POST',
    headers: new Headers(headers),
    allowed,
    bodyKind: 'form',
    hasCookie: true,
    hasBearer: false,
    ...question,
  })
}

const FOREIGN = [
  'https://evil.example',
  'null',
  '',
  'https://chat.example.org.evil.example',
  'https://evilchat.example.org',
  'http://chat.example.org',
  'https://chat.example.org:8443',
  'https://chat.example.org/',
  'https://CHAT.example.org@evil.example',
]

test('the origin is PARLEY_URL, whatever the request says', () => {
  expect(allowedOrigin(allowed, false, 'evil.example')).toBe(allowed)
})

test('without PARLEY_URL the origin is the scheme and Host of the request', () => {
  expect(allowedOrigin(null, false, 'localhost:3000')).toBe('http://localhost:3000')
  expect(allowedOrigin(null, true, 'Chat.Example.org:443')).toBe('https://chat.example.org')
  expect(allowedOrigin(null, false, '[::1]:3000')).toBe('http://[::1]:3000')
  for (const wrong of [null, '', 'a b', 'a/b', 'a@b', 'a, b', 'a:b', 'a?b', 'a:123456']) {
    expect(allowedOrigin(null, false, wrong)).toBeNull()
  }
})

test('a change from our own page passes, by either header', () => {
  expect(judge({ 'Sec-Fetch-Site': 'same-origin' })).toBe('ok')
  expect(judge({ Origin: allowed })).toBe('ok')
  expect(judge({ Origin: allowed, 'Sec-Fetch-Site': 'none' })).toBe('ok')
})

test.each(FOREIGN)('a change from %p is foreign, with a cookie and without', (origin) => {
  expect(judge({ Origin: origin })).toBe('foreign')
  expect(judge({ Origin: origin }, { hasCookie: false, bodyKind: 'json' })).toBe('foreign')
})

test.each(['cross-site', 'same-site', 'none'])('a change from a page that is %s is foreign', (site) => {
  expect(judge({ 'Sec-Fetch-Site': site })).toBe('foreign')
})

test('a change that says nothing of its origin needs the token of its form', () => {
  expect(judge({})).toBe('needs-token')
  expect(judge({}, { hasCookie: false })).toBe('needs-token')
  expect(judge({}, { bodyKind: 'json' })).toBe('needs-token')
  expect(judge({}, { bodyKind: 'other', hasCookie: false })).toBe('needs-token')
})

test('JSON without a cookie and without an origin comes from a program', () => {
  expect(judge({}, { hasCookie: false, bodyKind: 'json' })).toBe('ok')
})

test('a bearer needs no origin, and reading needs none', () => {
  expect(judge({ Origin: 'https://evil.example' }, { hasBearer: true })).toBe('ok')
  expect(judge({ 'Sec-Fetch-Site': 'cross-site' }, { method: 'GET' })).toBe('ok')
  expect(judge({ 'Sec-Fetch-Site': 'cross-site' }, { method: 'PUT' })).toBe('foreign')
})

test('nothing matches where the Host of the request is none', () => {
  expect(judge({ Origin: 'null' }, { allowed: null })).toBe('foreign')
  expect(judgeUpgrade({ headers: new Headers({ Origin: 'null' }), allowed: null, hasBearer: false })).toBe('foreign')
})

test('a socket needs our own Origin, whatever else the browser says', () => {
  const upgrade = (headers: Record<string, string>, hasBearer = false) =>
    judgeUpgrade({ headers: new Headers(headers), allowed, hasBearer })
  expect(upgrade({ Origin: allowed })).toBe('ok')
  for (const origin of FOREIGN) expect(upgrade({ Origin: origin, 'Sec-Fetch-Site': 'same-origin' })).toBe('foreign')
  expect(upgrade({ 'Sec-Fetch-Site': 'same-origin' })).toBe('foreign')
  expect(upgrade({})).toBe('foreign')
  expect(upgrade({}, true)).toBe('ok')
})
