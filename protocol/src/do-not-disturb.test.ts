import { expect, test } from 'bun:test'
import { isUndisturbed } from './do-not-disturb.ts'

const until = '2026-01-01T12:00:00.000Z'

test('nobody is disturbed who asks for it, until the time that he gave', () => {
  const now = Date.parse(until)
  expect(isUndisturbed({ availability: 'dnd', availabilityUntil: null }, now)).toBe(true)
  expect(isUndisturbed({ availability: 'dnd', availabilityUntil: until }, now - 1)).toBe(true)
  expect(isUndisturbed({ availability: 'dnd', availabilityUntil: until }, now)).toBe(false)
  expect(isUndisturbed({ availability: 'away', availabilityUntil: null }, now)).toBe(false)
  expect(isUndisturbed({ availability: 'auto', availabilityUntil: null }, now)).toBe(false)
})
