import { expect, test } from 'bun:test'
import { agoOf } from './ago.ts'

test('what was is told in the largest unit that fits', () => {
  const now = Date.parse('2026-11-20T12:00:00Z')
  const ago = (ms: number) => agoOf(new Date(now - ms).toISOString(), now)
  expect(ago(90_000)).toBe('2 minutes ago')
  expect(ago(2 * 3_600_000)).toBe('2 hours ago')
  expect(ago(24 * 3_600_000)).toBe('yesterday')
  expect(ago(72 * 3_600_000)).toBe('3 days ago')
  expect(ago(-5_000)).toBe('this minute')
})
