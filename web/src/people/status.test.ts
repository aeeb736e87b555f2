import { expect, test } from 'bun:test'
import { statusOf } from './status.ts'

const ann = { id: 'a', userName: 'ann', displayName: 'Ann', role: 'member' } as const
const now = Date.parse('2026-11-20T12:00:00Z')

test('a status is shown until it ends', () => {
  const person = { ...ann, statusEmoji: '🍵', statusText: 'tea', statusUntil: '2026-11-20T12:00:00.000Z' }
  expect(statusOf(person, now - 1)).toEqual({ emoji: '🍵', text: 'tea' })
  expect(statusOf(person, now)).toBeNull()
  expect(statusOf({ ...person, statusUntil: null }, now)).toEqual({ emoji: '🍵', text: 'tea' })
})

test('who says nothing has no status, and nor has whom nobody knows', () => {
  expect(statusOf({ ...ann, statusEmoji: '', statusText: '', statusUntil: null }, now)).toBeNull()
  expect(statusOf(undefined, now)).toBeNull()
})
