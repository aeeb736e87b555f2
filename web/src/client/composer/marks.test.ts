import { expect, test } from 'bun:test'
import { pasteLink, toggleMark } from './marks.ts'

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
