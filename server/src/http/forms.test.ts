import { expect, test } from 'bun:test'
import { parseFields, parseFormBytes } from './forms.ts'

test('a form becomes a flat object, with line ends as the server keeps them', () => {
  expect(parseFields('body=a%0D%0Ab+c&then=%2Frooms&empty=')).toEqual({ body: 'a\nb c', then: '/rooms', empty: '' })
})

test.each([
  ['a field that comes twice', 'name=ann&name=bob'],
  ['__proto__', '__proto__=1'],
  ['U+0000', 'name=a%00b'],
  ['more fields than any form has', Array.from({ length: 65 }, (_, i) => `f${i}=1`).join('&')],
])('refuses %s', (_, text) => {
  expect(() => parseFields(text)).toThrow(expect.objectContaining({ code: 'bad_form' }))
})

test('a form that is too large is refused', () => {
  expect(() => parseFormBytes(new TextEncoder().encode('a=12345'), 6)).toThrow(
    expect.objectContaining({ code: 'too_large' }),
  )
})
