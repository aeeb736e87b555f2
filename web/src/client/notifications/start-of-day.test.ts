import { expect, test } from 'bun:test'
import { startOfDay } from './start-of-day.ts'

const iso = (day: string, zone: string) => new Date(startOfDay(day, zone)).toISOString()

test('a day begins at midnight where one is, and where there is no midnight at the first moment', () => {
  expect(iso('2026-11-21', 'UTC')).toBe('2026-11-21T00:00:00.000Z')
  expect(iso('2026-11-21', 'Asia/Tokyo')).toBe('2026-11-20T15:00:00.000Z')
  expect(iso('2026-07-01', 'America/New_York')).toBe('2026-07-01T04:00:00.000Z')
  expect(iso('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z')
})
