import { expect, test } from 'bun:test'
import { isSetUpCode, newSetUpCode } from './set-up-code.ts'

test('codes are easy to read and never the same', () => {
  const codes = Array.from({ length: 1_000 }, newSetUpCode)
  expect(new Set(codes).size).toBe(1_000)
  for (const code of codes) expect(code).toMatch(/^[A-HJKMNP-Z2-9]{4}(-[A-HJKMNP-Z2-9]{4}){2}$/)
})

test('case, dashes and spaces do not matter, letters do', () => {
  expect(isSetUpCode('ABCD-EFGH-JKMN', ' abcdefgh jkmn ')).toBeTrue()
  expect(isSetUpCode('ABCD-EFGH-JKMN', 'ABCD-EFGH-JKMP')).toBeFalse()
  expect(isSetUpCode('ABCD-EFGH-JKMN', '')).toBeFalse()
})

test('without a code none is right', () => {
  expect(isSetUpCode(null, '')).toBeFalse()
})
