import { expect, test } from 'bun:test'
import { countNew, dividerAt, readUpTo } from './reading.ts'

const sight = { isLooking: true, isAtPresent: true, lastSeq: 7, readSeq: 4 }
const said = (seq: number, authorId = 'bob') => ({ seq, authorId })

test('a room is read when one looks at it and its end is in sight', () => {
  expect(readUpTo(sight)).toBe(7)
  expect(readUpTo({ ...sight, isLooking: false })).toBeNull()
  expect(readUpTo({ ...sight, isAtPresent: false })).toBeNull()
})

test('the cursor never goes back', () => {
  expect(readUpTo({ ...sight, readSeq: 7 })).toBeNull()
  expect(readUpTo({ ...sight, readSeq: 9 })).toBeNull()
})

test('the divider stands before the first message that was not read', () => {
  expect(dividerAt([said(1), said(2), said(4)], 1, 'ann')).toBe(2)
  expect(dividerAt([said(1), said(2)], 2, 'ann')).toBeNull()
})

test('one’s own message takes the divider away', () => {
  expect(dividerAt([said(1), said(2), said(3, 'ann')], 1, 'ann')).toBeNull()
  expect(dividerAt([said(1, 'ann'), said(2)], 1, 'ann')).toBe(2)
})

test('what others said since is counted', () => {
  expect(countNew([said(1), said(2), said(3, 'ann'), said(4)], 1, 'ann')).toBe(2)
})
