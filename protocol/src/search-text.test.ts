import { expect, test } from 'bun:test'
import { LIMITS } from './limits.ts'
import { parseSearch, readSearchDay } from './search-text.ts'

function parts(text: string) {
  return parseSearch(text).map(({ kind, text: value, isQuoted, isExcluded }) => [
    kind,
    value,
    ...(isQuoted ? ['quoted'] : []),
    ...(isExcluded ? ['without'] : []),
  ])
}

test.each([
  ['low tide', [['words', 'low'], ['words', 'tide']]],
  ['"low tide" -ferry', [['words', 'low tide', 'quoted'], ['words', 'ferry', 'without']]],
  ['FROM:ann in:"harbour tea"', [['from', 'ann'], ['in', 'harbour tea', 'quoted']]],
  ['-from:@ann -"low tide"', [['from', '@ann', 'without'], ['words', 'low tide', 'quoted', 'without']]],
  ['“low tide” „tief“ «bas» 「東京」', [['words', 'low tide', 'quoted'], ['words', 'tief', 'quoted'], ['words', 'bas', 'quoted'], ['words', '東京', 'quoted']]],
  ['http://x.org to:ann a:b', [['words', 'http://x.org'], ['words', 'to:ann'], ['words', 'a:b']]],
  ['"not closed', [['words', 'not closed', 'quoted']]],
  ['from: in:"" - -- "" x', [['words', '-'], ['words', '-', 'without'], ['words', 'x']]],
  ['a\u3000b\tc', [['words', 'a'], ['words', 'b'], ['words', 'c']]],
  ['   ', []],
] as const)('%s', (text, expected) => {
  expect(parts(text)).toEqual(expected.map((part) => [...part]))
}) // prettier-ignore

test('each part says where it stands', () => {
  const text = ' tide  -from:ann "low'
  expect(parseSearch(text).map(({ start, end }) => text.slice(start, end))).toEqual(['tide', '-from:ann', '"low'])
})

test('however long a text is, so many parts are looked at, each so long, and no character is cut', () => {
  const parsed = parseSearch('😀'.repeat(100) + ' word'.repeat(3_000))
  expect(parsed).toHaveLength(LIMITS.searchParts)
  for (const part of parsed) {
    expect(part.text.length).toBeLessThanOrEqual(LIMITS.searchPartLength)
    expect(part.text.isWellFormed()).toBe(true)
  }
})

test.each([
  ['2026', '2026-01-01', '2027-01-01'],
  ['2026-12', '2026-12-01', '2027-01-01'],
  ['2026-2', '2026-02-01', '2026-03-01'],
  ['2024-02-29', '2024-02-29', '2024-03-01'],
  ['today', '2026-03-01', '2026-03-02'],
  ['Yesterday', '2026-02-28', '2026-03-01'],
] as const)('%s is from %s to before %s', (text, from, to) => {
  expect(readSearchDay(text, '2026-03-01')).toEqual({ from, to })
})

test.each(['', '2025-02-29', '2026-13', '2026-00', '2026-1-32', '99999', '0001', 'soon', '2026-3-1x'])(
  '%s is no day',
  (text) => {
    expect(readSearchDay(text, '2026-03-01')).toBeNull()
  },
)
