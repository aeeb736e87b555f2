import { expect, test } from 'bun:test'
import { normalizeUserName } from './user-name.ts'

test.each(['ann', 'Ann.Lee', 'b_o-b', '42', 'zoë', 'Иван', '山田', 'अनिल', 'a'.repeat(32), 'ann_'])(
  '%s is a user name',
  (name) => {
    expect(normalizeUserName(name)).toBe(name)
  },
)

test('it is kept composed and without space around it', () => {
  expect(normalizeUserName(' zoe\u0308 ')).toBe('zoë')
})

test.each([
  ['too short', 'a'],
  ['too long', 'a'.repeat(33)],
  ['empty', '   '],
  ['a space', 'ann lee'],
  ['an emoji', 'ann🦊'],
  ['a slash', '../ann'],
  ['two dots', '..'],
  ['a dot first', '.ann'],
  ['a dot last', 'ann.'],
  ['markup', '<b>ann'],
  ['a zero-width space', 'an\u200bn'],
  ['a change of direction', 'an\u202en'],
  ['a control character', 'an\u0007n'],
  ['a mark without its letter', '\u0301ann'],
  ['a tower of marks', 'a\u0316\u0317\u0318\u0319nn'],
  ['everyone', 'Everyone'],
])('%s is refused', (_, name) => {
  expect(() => normalizeUserName(name)).toThrow(
    expect.objectContaining({ code: 'bad_input', hints: expect.objectContaining({ field: 'userName' }) }),
  )
})
