import { expect, test } from 'bun:test'
import { fold } from './fold.ts'

test.each([
  ['ÄRGER', 'ärger'],
  ['ПРИВЕТ', 'привет'],
  ['ΣΟΦΟΣ', 'σοφός'.normalize('NFD').replaceAll('\u0301', '')],
  ['STRASSE', 'Straße'],
  ['İstanbul', 'istanbul'],
  ['ａｂｃ', 'abc'],
  ['e\u0301', 'É'],
  ['ԲԱՐԵՎ', 'բարեվ'],
])('%s is found as %s', (one, other) => {
  expect(fold(one)).toBe(fold(other))
})

test('different letters stay different', () => {
  for (const [one, other] of [
    ['ärger', 'arger'],
    ['rn', 'm'],
    ['l', 'i'],
  ] as const)
    expect(fold(one)).not.toBe(fold(other))
})
