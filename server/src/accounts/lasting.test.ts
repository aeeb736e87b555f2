import { expect, test } from 'bun:test'
import { endOf } from './lasting.ts'

const now = Date.parse('2026-11-19T21:30:00Z')
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())

test('a span ends after it, and what is for good never', () => {
  expect(iso(endOf('30min', { now, zone: 'UTC' }))).toBe('2026-11-19T22:00:00.000Z')
  expect(iso(endOf('4h', { now, zone: 'Asia/Tokyo' }))).toBe('2026-11-20T01:30:00.000Z')
  expect(endOf('always', { now, zone: 'UTC' })).toBeNull()
})

test('a day ends at midnight where one lives', () => {
  expect(iso(endOf('today', { now, zone: 'UTC' }))).toBe('2026-11-20T00:00:00.000Z')
  expect(iso(endOf('today', { now, zone: 'Asia/Tokyo' }))).toBe('2026-11-20T15:00:00.000Z')
  expect(iso(endOf('today', { now, zone: 'America/New_York' }))).toBe('2026-11-20T05:00:00.000Z')
})

test('a week ends with its Sunday', () => {
  expect(iso(endOf('week', { now, zone: 'UTC' }))).toBe('2026-11-23T00:00:00.000Z')
  const sunday = Date.parse('2026-11-22T12:00:00Z')
  expect(iso(endOf('week', { now: sunday, zone: 'UTC' }))).toBe('2026-11-23T00:00:00.000Z')
  const monday = Date.parse('2026-11-23T00:00:00Z')
  expect(iso(endOf('week', { now: monday, zone: 'UTC' }))).toBe('2026-11-30T00:00:00.000Z')
})

test('clocks that are changed in the night do not change midnight', () => {
  const zone = 'Europe/Berlin'
  expect(iso(endOf('today', { now: Date.parse('2026-10-25T00:30:00Z'), zone }))).toBe('2026-10-25T23:00:00.000Z')
  expect(iso(endOf('today', { now: Date.parse('2026-03-29T00:30:00Z'), zone }))).toBe('2026-03-29T22:00:00.000Z')
})
