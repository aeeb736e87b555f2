import { expect, test } from 'bun:test'
import { isInCode } from './code.ts'
import { continueLine, indent, toggleLines } from './lines.ts'
import type { Selected } from './marks.ts'

/** A text with `|` where the caret is, or around what is selected. */
function at(marked: string): Selected {
  const start = marked.indexOf('|')
  const last = marked.lastIndexOf('|')
  return { text: marked.replaceAll('|', ''), start, end: last === start ? start : last - 1 }
}

function shown({ text, start, end }: Selected): string {
  if (start === end) return `${text.slice(0, start)}|${text.slice(start)}`
  return `${text.slice(0, start)}|${text.slice(start, end)}|${text.slice(end)}`
}

test.each([
  ['- tea|', '- tea\n- |'],
  ['  * tea|', '  * tea\n  * |'],
  ['9. tea|', '9. tea\n10. |'],
  ['1) tea|', '1) tea\n2) |'],
  ['- [x] tea|', '- [x] tea\n- [ ] |'],
  ['> said|', '> said\n> |'],
  ['- te|a', '- te\n- |a'],
  ['plain|', 'plain\n|'],
  ['a\n- tea|\nb', 'a\n- tea\n- |\nb'],
  ['-tea|', '-tea\n|'],
])('a new line after %j goes on as it began', (before, after) => {
  expect(shown(continueLine(at(before)))).toBe(after)
})

test.each([
  ['- tea\n- |', '- tea\n|'],
  ['1. |', '|'],
  ['> a\n> |', '> a\n|'],
])('an item with nothing in it ends the list: %j', (before, after) => {
  expect(shown(continueLine(at(before)))).toBe(after)
})

test('in a block of code a new line keeps the depth, and a dash is no item', () => {
  expect(shown(continueLine(at('```\n    x = 1|')))).toBe('```\n    x = 1\n    |')
  expect(shown(continueLine(at('```\n- x|')))).toBe('```\n- x\n|')
})

test('one is in code after a fence that is not closed', () => {
  expect(isInCode('a ``` b', 7)).toBe(false)
  expect(isInCode('```ts\nx', 7)).toBe(true)
  expect(isInCode('```\nx\n```\ny', 11)).toBe(false)
  expect(isInCode('````\n```\nx', 10)).toBe(true)
  expect(isInCode('~~~\nx', 5)).toBe(true)
})

test('code is moved to the right, one line or all that are selected', () => {
  expect(shown(indent(at('x|')))).toBe('x  |')
  expect(shown(indent(at('a\n|b\nc|')))).toBe('a\n  |b\n  c|')
})

test('lines become a list, a quote or code, and lists and quotes become lines again', () => {
  expect(shown(toggleLines(at('|a\nb|'), 'ul'))).toBe('|- a\n- b|')
  expect(shown(toggleLines(at('|- a\n- b|'), 'ul'))).toBe('|a\nb|')
  expect(shown(toggleLines(at('|a\nb|'), 'ol'))).toBe('|1. a\n2. b|')
  expect(shown(toggleLines(at('a|'), 'quote'))).toBe('> a|')
  expect(shown(toggleLines(at('|a\nb|'), 'pre'))).toBe('```\n|a\nb|\n```')
  expect(shown(toggleLines(at('|'), 'pre'))).toBe('```\n|\n```')
})
