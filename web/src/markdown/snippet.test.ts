import { expect, test } from 'bun:test'
import { snippetText } from './snippet.ts'

test.each([
  ['plain words', 'plain words'],
  ['**bold** and _slanted_, `code` and ~~gone~~', 'bold and slanted, code and gone'],
  ['> they said\n\nI say', 'they said I say'],
  ['# Title\n- one\n- two\n1. three', 'Title one two three'],
  ['see [the table](https://example.org/a_b) there', 'see the table there'],
  ['```js\nconst a_b = 2 * 3\n```', 'const a_b = 2 * 3'],
  ['snake_case_name and 2*3*4', 'snake_case_name and 2*3*4'],
  ['   \n  ', ''],
])('%p in one line is %p', (source, text) => {
  expect(snippetText(source)).toBe(text)
})

test('whatever is quoted takes no time', () => {
  for (const source of ['*'.repeat(200), '>'.repeat(200), '['.repeat(200), '_a'.repeat(100), '`'.repeat(200)]) {
    expect(snippetText(source).length).toBeLessThanOrEqual(200)
  }
})
