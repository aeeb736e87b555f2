import { expect, test } from 'bun:test'
import { normalizeLine, normalizeParagraphs } from './profile-text.ts'

test('a line is composed and has single spaces', () => {
  expect(normalizeLine('  at\n lunch,\t Zoe\u0308 ', 'statusText')).toBe('at lunch, Zoë')
  expect(normalizeLine('', 'statusText')).toBe('')
})

test('paragraphs keep their lines', () => {
  expect(normalizeParagraphs(' one\r\n\r\ntwo\n', 'bio')).toBe('one\n\ntwo')
  expect(normalizeParagraphs('<b>שלום</b> 👩‍🚀', 'bio')).toBe('<b>שלום</b> 👩‍🚀')
})

test.each([
  ['an escape', 'x\u001b[31m'],
  ['an override', 'x\u202ey'],
  ['an isolate', 'x\u2066y'],
  ['U+0000', 'x\0y'],
  ['a noncharacter', 'x\uffffy'],
])('%s is refused', (_, text) => {
  const refused = expect.objectContaining({ code: 'bad_input', hints: expect.objectContaining({ field: 'bio' }) })
  expect(() => normalizeParagraphs(text, 'bio')).toThrow(refused)
  expect(() => normalizeLine(text, 'bio')).toThrow(refused)
})
