import { expect, test } from 'bun:test'
import { markLink, pasteLink, toggleMark } from './marks.ts'

test('a mark goes around the selection, and away again', () => {
  const marked = toggleMark({ text: 'a word', start: 2, end: 6 }, 'strong')
  expect(marked).toEqual({ text: 'a **word**', start: 4, end: 8 })
  expect(toggleMark(marked, 'strong')).toEqual({ text: 'a word', start: 2, end: 6 })
})

test('with nothing selected one types between the marks', () => {
  expect(toggleMark({ text: 'a ', start: 2, end: 2 }, 'code')).toEqual({ text: 'a ``', start: 3, end: 3 })
})

test('an address pasted on a word makes a link', () => {
  const pasted = pasteLink({ text: 'see this', start: 4, end: 8 }, 'https://example.org/a ')
  expect(pasted?.text).toBe('see [this](https://example.org/a)')
  expect(pasteLink({ text: 'see', start: 3, end: 3 }, 'https://example.org')).toBeNull()
  expect(pasteLink({ text: 'see', start: 0, end: 3 }, 'javascript:alert(1)')).toBeNull()
})

test('a link is made of a word, whose address comes next, or of an address, whose text does', () => {
  expect(markLink({ text: 'see this', start: 4, end: 8 })).toEqual({ text: 'see [this]()', start: 11, end: 11 })
  expect(markLink({ text: 'https://e.org', start: 0, end: 13 })).toEqual({
    text: '[](https://e.org)',
    start: 1,
    end: 1,
  })
  expect(markLink({ text: '', start: 0, end: 0 })).toEqual({ text: '[]()', start: 1, end: 1 })
})
