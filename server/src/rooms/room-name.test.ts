import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { normalizeRoomName } from './room-name.ts'

test.each([
  ['tea', 'tea'],
  ['#Tea', 'tea'],
  ['  Tea   and Cake ', 'tea-and-cake'],
  ['tea - cake', 'tea-cake'],
  ['Zoe\u0308', 'zoë'],
  ['Чай', 'чай'],
  ['お茶', 'お茶'],
  ['v1.2_b', 'v1.2_b'],
  ['a'.repeat(64), 'a'.repeat(64)],
])('%p becomes %p', (typed, name) => {
  expect(normalizeRoomName(typed)).toBe(name)
})

test.each([
  ['nothing', ' '],
  ['only a dash', ' - '],
  ['too long', 'a'.repeat(65)],
  ['a slash', 'a/b'],
  ['two dots', '..'],
  ['markup', '<b>'],
  ['an emoji', '🦊'],
  ['a control character', 'a\u0007b'],
  ['a change of direction', 'a\u202eb'],
  ['a zero-width space', 'a\u200bb'],
  ['a tower of marks', 'a\u0316\u0317\u0318\u0319'],
])('%s is refused', (_, typed) => {
  expect(() => normalizeRoomName(typed)).toThrow(
    expect.objectContaining({ code: 'bad_input', hints: expect.objectContaining({ field: 'name' }) }),
  )
})

test.each([
  'new',
  'Live',
  '#admin',
  'api',
  'socket',
  'rooms',
  'settings',
  'set up',
  '0198a3c4-1111-7222-8333-444455556666',
])('%s is reserved', (typed) => {
  expect(() => normalizeRoomName(typed)).toThrow(expect.objectContaining({ code: 'room_name_unavailable' }))
})

test('a name that was normalized stays as it is', () => {
  const letter = fc.constantFrom(...Array.from('aA-_. #ßİςΣяЯé\u0308漢1'))
  fc.assert(
    fc.property(fc.string({ unit: letter, maxLength: 20 }), (typed) => {
      const once = attempt(typed)
      if (once !== undefined) expect(attempt(once)).toBe(once)
    }),
  )
})

function attempt(typed: string): string | undefined {
  try {
    return normalizeRoomName(typed)
  } catch {
    return undefined
  }
}
