import { expect, test } from 'bun:test'
import { ParleyError } from '@parley/protocol/errors.ts'
import { parseJson, parseJsonBytes } from './json.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

function codeOf(run: () => unknown): string {
  try {
    run()
    return 'accepted'
  } catch (error) {
    return error instanceof ParleyError ? error.code : String(error)
  }
}

test('sixteen levels are read and seventeen are refused, whatever stands in strings', () => {
  const nested = (depth: number) => '['.repeat(depth) + '"[[[{:"' + ']'.repeat(depth)
  expect(codeOf(() => parseJson(nested(16)))).toBe('accepted')
  expect(codeOf(() => parseJson(nested(17)))).toBe('bad_json')
  expect(codeOf(() => parseJson('{"a":'.repeat(17) + '1' + '}'.repeat(17)))).toBe('bad_json')
  expect(codeOf(() => parseJson('['.repeat(100_000)))).toBe('bad_json')
})

test.each([
  ['a key that comes twice', '{"a":1,"a":2}'],
  ['a key that comes twice, once escaped', '{"a":1,"\\u0061":2}'],
  ['a key that comes twice deep inside', '[{"x":{"a":1,"b":2,"a":3}}]'],
  ['__proto__', '{"__proto__":{"isAdmin":true}}'],
  ['__proto__, escaped', '{"\\u005f_proto__":1}'],
  ['half of a surrogate pair', '"\\ud83d"'],
  ['half of a surrogate pair in a key', '{"\\udc00":1}'],
  ['U+0000', '"a\\u0000b"'],
  ['U+0000 as it is', '"a\0b"'],
  ['NaN', 'NaN'],
  ['Infinity', '[-Infinity]'],
  ['a number that overflows', '[1e400]'],
  ['a byte order mark', '\ufeff{}'],
  ['nothing', ''],
  ['a comma too many', '[1,]'],
  ['a comment', '{} // hello'],
  ['a string without its end', '{"a":"b\\"'],
  ['a backslash at the end', '"\\'],
])('refuses %s', (_, text) => {
  expect(codeOf(() => parseJson(text))).toBe('bad_json')
  expect(codeOf(() => parseJsonBytes(bytes(text)))).toBe('bad_json')
})

test('refuses bytes that are not UTF-8, also an encoded half of a surrogate pair', () => {
  expect(codeOf(() => parseJsonBytes(new Uint8Array([0x22, 0xff, 0x22])))).toBe('bad_json')
  expect(codeOf(() => parseJsonBytes(new Uint8Array([0x22, 0xed, 0xa0, 0xbd, 0x22])))).toBe('bad_json')
  expect(codeOf(() => parseJsonBytes(new Uint8Array([0x22, 0xc3, 0xa9, 0x22])))).toBe('accepted')
})

test('takes as many bytes as allowed and not one more', () => {
  expect(codeOf(() => parseJsonBytes(bytes('"aaaa"'), 6))).toBe('accepted')
  expect(codeOf(() => parseJsonBytes(bytes('"aaaaa"'), 6))).toBe('too_large')
})

test('a message of 16,000 escaped emoji fits in the default', () => {
  const body = JSON.stringify({ body: '\\ud83d\\ude00'.repeat(16_000) }).replaceAll('\\\\', '\\')
  expect(parseJsonBytes(bytes(body))).toEqual({ body: '😀'.repeat(16_000) })
})

test('the same key in different objects is no repetition', () => {
  expect(parseJson('[{"a":{"a":1}},{"a":":"}]')).toEqual([{ a: { a: 1 } }, { a: ':' }])
})
