import { expect, test } from 'bun:test'
import { laterTexts } from '../../texts/ar/later.ts'
import { momentIn, offersAt, readTime } from './times.ts'

const at = (text: string) => Date.parse(text)
const shown = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
/** A Friday afternoon in winter. */
const NOW = at('2026-01-09T14:30:00Z')

test('a time of day is that of the reader’s zone, also where the clocks change in between', () => {
  expect(shown(momentIn('Europe/Berlin', '2026-01-10', '09:00'))).toBe('2026-01-10T08:00:00.000Z')
  expect(shown(momentIn('Europe/Berlin', '2026-07-10', '09:00'))).toBe('2026-07-10T07:00:00.000Z')
  expect(shown(momentIn('America/New_York', '2026-03-08', '09:00'))).toBe('2026-03-08T13:00:00.000Z')
  expect(shown(momentIn('Asia/Kolkata', '2026-01-10', '00:15'))).toBe('2026-01-09T18:45:00.000Z')
})

test('soon, tomorrow and Monday are offered, and Monday not when it is tomorrow', () => {
  const offers = offersAt(NOW, 'UTC').map(({ id, at: ms }) => [id, shown(ms)])
  expect(offers).toEqual([
    ['in20', '2026-01-09T14:50:00.000Z'],
    ['in60', '2026-01-09T15:30:00.000Z'],
    ['tomorrow', '2026-01-10T09:00:00.000Z'],
    ['monday', '2026-01-12T09:00:00.000Z'],
  ])
  expect(offersAt(at('2026-01-11T10:00:00Z'), 'UTC').map(({ id }) => id)).toEqual(['in20', 'in60', 'tomorrow'])
  expect(shown(offersAt(at('2026-01-12T10:00:00Z'), 'UTC')[3]!.at)).toBe('2026-01-19T09:00:00.000Z')
})

test.each([
  ['in 20 minutes', '2026-01-09T14:50:00.000Z'],
  ['20m', '2026-01-09T14:50:00.000Z'],
  ['in 2 hours', '2026-01-09T16:30:00.000Z'],
  ['in 3 days', '2026-01-12T14:30:00.000Z'],
  ['tomorrow', '2026-01-10T09:00:00.000Z'],
  ['Tomorrow at 8:05', '2026-01-10T08:05:00.000Z'],
  ['16:00', '2026-01-09T16:00:00.000Z'],
  ['9:00', '2026-01-10T09:00:00.000Z'],
  ['', null],
  ['soon', null],
  ['25:00', null],
  ['today', null],
])('%j is %p', (typed, expected) => {
  expect(shown(readTime(typed, NOW, 'UTC'))).toBe(expected)
})

test('a time is read in the words of the other language, and in its digits', () => {
  const read = (typed: string) => shown(readTime(typed, NOW, 'UTC', laterTexts.timeWords))
  expect(read('بعد 20 دقيقة')).toBe('2026-01-09T14:50:00.000Z')
  expect(read('بعد ٣ أيام')).toBe('2026-01-12T14:30:00.000Z')
  expect(read('بعد ساعتين')).toBe('2026-01-09T16:30:00.000Z')
  expect(read('غداً الساعة 8:05')).toBe('2026-01-10T08:05:00.000Z')
  expect(read('غداً')).toBe('2026-01-10T09:00:00.000Z')
  expect(read('in 20 minutes')).toBe('2026-01-09T14:50:00.000Z')
  expect(read('قريباً')).toBeNull()
  expect(shown(readTime('tomorrow noon', NOW, 'UTC'))).toBe('2026-01-10T12:00:00.000Z')
})
