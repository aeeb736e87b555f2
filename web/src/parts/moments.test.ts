import { expect, test } from 'bun:test'
import { dayLabelOf, dayOf, fullTimeOf, momentOf, timeOf } from './moments.ts'

const NOW = Date.parse('2026-11-20T00:30:00Z')

test('times are those of the reader', () => {
  expect(timeOf('2026-11-19T23:05:00.000Z', 'UTC')).toBe('23:05')
  expect(timeOf('2026-11-19T23:05:00.000Z', 'Asia/Tokyo')).toBe('08:05')
  expect(timeOf('2026-11-20T00:00:00.000Z', 'UTC')).toBe('00:00')
})

test('a day is a day of the reader', () => {
  expect(dayOf('2026-11-19T23:05:00.000Z', 'UTC')).toBe('2026-11-19')
  expect(dayOf('2026-11-19T23:05:00.000Z', 'Asia/Tokyo')).toBe('2026-11-20')
  expect(dayLabelOf('2026-11-19T23:05:00.000Z', NOW, 'UTC')).toBe('Yesterday')
  expect(dayLabelOf('2026-11-19T23:05:00.000Z', NOW, 'Asia/Tokyo')).toBe('Today')
})

test('days further away have a date, and another year has its number', () => {
  expect(dayLabelOf('2026-11-05T12:00:00.000Z', NOW, 'UTC')).toBe('Thursday, 5 November')
  expect(dayLabelOf('2025-11-05T12:00:00.000Z', NOW, 'UTC')).toBe('Wednesday, 5 November 2025')
  expect(fullTimeOf('2026-11-05T12:03:00.000Z', 'UTC')).toBe('Thursday, 5 November 2026, 12:03')
})

test('a moment is as short as it can be', () => {
  expect(momentOf('2026-11-20T00:10:00.000Z', NOW, 'UTC')).toBe('00:10')
  expect(momentOf('2026-11-19T18:20:00.000Z', NOW, 'UTC')).toBe('Yesterday, 18:20')
  expect(momentOf('2026-05-12T18:20:00.000Z', NOW, 'UTC')).toBe('12 May')
  expect(momentOf('2024-05-12T18:20:00.000Z', NOW, 'UTC')).toBe('12 May 2024')
})

test('yesterday is the day before where the clocks change', () => {
  const afterChange = Date.parse('2026-10-25T23:30:00Z')
  expect(dayLabelOf('2026-10-25T12:00:00.000Z', afterChange, 'Europe/Berlin')).toBe('Yesterday')
  expect(dayLabelOf('2026-10-24T23:30:00.000Z', Date.parse('2026-10-25T10:00:00Z'), 'Europe/Berlin')).toBe('Today')
})
