import { expect, test } from 'bun:test'
import { chooseEncoding } from './negotiate.ts'

test('the first encoding that the browser takes is sent', () => {
  expect(chooseEncoding('gzip, deflate, br, zstd', ['br', 'gzip'])).toBe('br')
  expect(chooseEncoding('GZIP;q=0.5', ['br', 'gzip'])).toBe('gzip')
  expect(chooseEncoding('*', ['br'])).toBe('br')
})

test('what is refused or not named is not sent', () => {
  expect(chooseEncoding('br;q=0, gzip', ['br', 'gzip'])).toBe('gzip')
  expect(chooseEncoding('identity', ['br', 'gzip'])).toBeNull()
  expect(chooseEncoding(null, ['br'])).toBeNull()
})
