import { expect, test } from 'bun:test'
import { normalizeDisplayName } from './display-name.ts'

test.each([
  'Ann',
  'Ann Lee',
  '山田 太郎',
  '👩‍🚀 Eve',
  '🇸🇪',
  'می‌خواهم',
  '<b>Bob</b>',
  "O'Neil",
  'x'.repeat(64),
  '🦊'.repeat(64),
])('%s is a name', (name) => {
  expect(normalizeDisplayName(name)).toBe(name)
})

test('it is kept composed, trimmed and with single spaces', () => {
  expect(normalizeDisplayName('  Zoe\u0308\t\u00a0 Lee\n')).toBe('Zoë Lee')
})

test.each([
  ['empty', ''],
  ['only spaces', ' \u3000 '],
  ['only zero-width characters', '\u200b\u200d\ufeff'],
  ['only a Hangul filler', '\u3164'],
  ['only a Braille blank', '\u2800'],
  ['only a mark', '\u0301'],
  ['too long', 'x'.repeat(65)],
  ['a control character', 'Ann\u0007'],
  ['an escape', '\u001b[31mAnn'],
  ['U+0000', 'An\0n'],
  ['text turned around', 'Ann\u202eeoZ'],
  ['an isolate', 'Ann\u2067'],
  ['a line separator', 'Ann\u2028Lee'],
  ['half of a surrogate pair', 'Ann\ud83d'],
  ['a tower of marks', 'A\u0316\u0317\u0318\u0319\u031a\u031bnn'],
])('%s is refused', (_, name) => {
  expect(() => normalizeDisplayName(name)).toThrow(
    expect.objectContaining({ code: 'bad_input', hints: expect.objectContaining({ field: 'displayName' }) }),
  )
})

test('the field that is named is the one of the form', () => {
  expect(() => normalizeDisplayName('', 'communityName')).toThrow(
    expect.objectContaining({ hints: expect.objectContaining({ field: 'communityName' }) }),
  )
})
