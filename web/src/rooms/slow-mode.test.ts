import { expect, test } from 'bun:test'
import { clockOf, slowModeName, slowWaitS } from './slow-mode.ts'

test('one waits for the rest of the time, in whole seconds, and never longer than the room is slow', () => {
  expect(slowWaitS(30, 100_000, 100_000)).toBe(30)
  expect(slowWaitS(30, 100_000, 110_400)).toBe(20)
  expect(slowWaitS(30, 100_000, 130_000)).toBe(0)
  expect(slowWaitS(30, 100_000, 999_000)).toBe(0)
  // The server's clock is an hour ahead of this one.
  expect(slowWaitS(30, 3_700_000, 100_000)).toBe(30)
})

test('the time is said in words, also where it is not one of those offered', () => {
  expect([slowModeName(60), slowModeName(7)]).toEqual(['1 minute', '7 seconds'])
})

test('a long wait is told as a clock tells it', () => {
  expect([60, 297, 3_600, 21_543].map(clockOf)).toEqual(['1:00', '4:57', '1:00:00', '5:59:03'])
})
