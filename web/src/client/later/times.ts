import { dayOf, timeOf } from '../../parts/moments.ts'
import { laterTexts } from '../../texts/later.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const MORNING = '09:00'

/** A day as "2026-11-20" and a time of it as "14:30", as clocks in a zone show them: the moment, in milliseconds. */
export function momentIn(zone: string, day: string, time: string): number {
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  // Twice, for the first guess may lie on the other side of a change of the clocks.
  const first = asUtc - offsetAt(asUtc, zone)
  return asUtc - offsetAt(first, zone)
}

/** By how much clocks in a zone are ahead of UTC at a moment. */
function offsetAt(ms: number, zone: string): number {
  const at = new Date(ms).toISOString()
  return Date.parse(`${dayOf(ms, zone)}T${timeOf(at, zone)}:00Z`) - Math.floor(ms / MINUTE_MS) * MINUTE_MS
}

/** What is offered: `id` tells which. */
export type Offer = { readonly id: 'in20' | 'in60' | 'tomorrow' | 'monday'; readonly at: number; readonly time: string }

/** The times that are offered, the nearest first. */
export function offersAt(now: number, zone: string): Offer[] {
  const tomorrow = dayAfter(now, zone, 1)
  const monday = dayAfter(now, zone, (8 - new Date(`${dayOf(now, zone)}T12:00:00Z`).getUTCDay()) % 7 || 7)
  const offers: Offer[] = [
    { id: 'in20', at: now + 20 * MINUTE_MS, time: '' },
    { id: 'in60', at: now + HOUR_MS, time: '' },
    { id: 'tomorrow', at: momentIn(zone, tomorrow, MORNING), time: MORNING },
  ]
  if (monday !== tomorrow) offers.push({ id: 'monday', at: momentIn(zone, monday, MORNING), time: MORNING })
  return offers
}

/** A day so many days after today, whatever the clocks do in the nights between. */
export function dayAfter(now: number, zone: string, days: number): string {
  return new Date(Date.parse(`${dayOf(now, zone)}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

const UNITS = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS } as const

const DIGITS = /[٠-٩۰-۹]/gu

/** What is typed in the words of the reader's language, in those that are read below. */
function inPlainWords(typed: string, ownWords: string): string {
  const words = new Map(ownWords.split(' ').map((pair) => [pair.split('=')[0], pair.split('=')[1]] as const))
  const plain = typed.replaceAll(DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) % 16))
  return plain
    .trim()
    .toLowerCase()
    .split(/\s+/u)
    .map((word) => words.get(word) ?? word)
    .join(' ')
}

/** Reads a time as one types it: "in 20 minutes", "in 2h", "tomorrow", "tomorrow 14:30", "14:30", in English or in the words of one's own language; null where it is none. */
export function readTime(
  typed: string,
  now: number,
  zone: string,
  ownWords: string = laterTexts.timeWords,
): number | null {
  const text = inPlainWords(typed, ownWords)
  const span = /^(?:in\s+)?(\d{1,4})\s*(m|h|d)(?:in(?:ute)?s?|ours?|rs?|ays?)?$/u.exec(text)
  if (span) return now + Number(span[1]) * (span[2] === 'h' ? UNITS.h : span[2] === 'd' ? UNITS.d : UNITS.m)
  const clock = /^(tomorrow|today)?\s*(?:at\s+)?(?:([01]?\d|2[0-3]):([0-5]\d))?$/u.exec(text)
  if (!clock || text === '' || (clock[2] === undefined && clock[1] !== 'tomorrow')) return null
  const time = clock[2] === undefined ? MORNING : `${clock[2].padStart(2, '0')}:${clock[3]}`
  const at = momentIn(zone, dayAfter(now, zone, clock[1] === 'tomorrow' ? 1 : 0), time)
  // A time of day that is over today is meant for tomorrow.
  return at > now || clock[1] === 'today' ? at : momentIn(zone, dayAfter(now, zone, 1), time)
}
