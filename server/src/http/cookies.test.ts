import { expect, test } from 'bun:test'
import { readCookie, removeCookie, writeCookie } from './cookies.ts'

test('under TLS the cookie is bound to the host and secure', () => {
  expect(writeCookie('session', 'abc', { isTls: true, maxAgeS: 60 })).toBe(
    '__Host-parley=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure',
  )
})

test('on plain http it has the name that browsers keep', () => {
  expect(writeCookie('session', 'abc', { isTls: false, maxAgeS: 60 })).toBe(
    'parley=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60',
  )
})

test('a cookie is read by the name of its scheme, and the other name is never accepted', () => {
  expect(readCookie('a=b; __Host-parley=abc', 'session', true)).toBe('abc')
  expect(readCookie('parley=abc', 'session', true)).toBeUndefined()
  expect(readCookie('parley=abc', 'session', false)).toBe('abc')
  expect(readCookie('__Host-parley=abc', 'session', false)).toBeUndefined()
  expect(readCookie('__host-parley=abc', 'session', true)).toBeUndefined()
})

test('the three cookies are not taken for each other', () => {
  const header = 'parley-visitor=v; parley=s; parley-device=d.e'
  expect(readCookie(header, 'session', false)).toBe('s')
  expect(readCookie(header, 'visitor', false)).toBe('v')
  expect(readCookie(header, 'device', false)).toBe('d.e')
})

test('a cookie that comes twice counts as none', () => {
  expect(readCookie('parley=abc; parley=eve', 'session', false)).toBeUndefined()
})

test('values that Parley never writes are not read', () => {
  for (const value of ['', '"abc"', 'a b', 'a,b', 'ä', 'a'.repeat(201)])
    expect(readCookie(`parley=${value}`, 'session', false)).toBeUndefined()
  expect(readCookie(null, 'session', false)).toBeUndefined()
})

test('a removed cookie is empty and over', () => {
  expect(removeCookie('session', true)).toContain('__Host-parley=; Path=/')
  expect(removeCookie('session', true)).toContain('Max-Age=0; Secure')
})
