import { languageTexts } from '../texts/language.ts'
import { timeTexts as texts } from '../texts/times.ts'

const formatters = new Map<string, Intl.DateTimeFormat>()

type Parts = {
  year: number
  month: string
  monthNumber: string
  day: string
  weekday: string
  hour: string
  minute: string
}

const MINUTE_MS = 60_000
/** Minutes whose parts are kept: a page asks for those of each message several times. */
const KEPT = 10_000
const kept = new Map<string, Parts>()

function partsOf(at: string | number, zone: string): Parts {
  const minute = Math.floor(new Date(at).getTime() / MINUTE_MS)
  const key = `${minute} ${zone} ${languageTexts.tag}`
  const known = kept.get(key)
  if (known) return known
  const parts = formatParts(minute * MINUTE_MS, zone)
  if (kept.size >= KEPT) kept.clear()
  kept.set(key, parts)
  return parts
}

// `h23` and parts of our own order, so that the server's and the browser's tables give the same text.
function formatParts(at: number, zone: string): Parts {
  const formatter = formatters.get(`${zone} ${languageTexts.tag}`) ?? makeFormatter(zone)
  const found: Record<string, string> = {}
  for (const { type, value } of formatter.formatToParts(at)) found[type] = value
  const { day = '', weekday = '', hour = '', minute = '', month = '', year = '' } = found
  const name = texts.months[Number(month) - 1] ?? month
  return { year: Number(year), month: name, monthNumber: month, day, weekday, hour, minute }
}

function makeFormatter(zone: string): Intl.DateTimeFormat {
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }
  const formatter = new Intl.DateTimeFormat(languageTexts.tag, options)
  formatters.set(`${zone} ${languageTexts.tag}`, formatter)
  return formatter
}

/** The time of day, as "14:32". */
export function timeOf(at: string, zone: string): string {
  const { hour, minute } = partsOf(at, zone)
  return `${hour}:${minute}`
}

/** The day, as "2026-11-20": two moments are on one day where these are equal. */
export function dayOf(at: string | number, zone: string): string {
  const { year, monthNumber, day } = partsOf(at, zone)
  return `${year}-${monthNumber}-${day}`
}

/** The day for people: "Today", "Yesterday", or "Thursday, 19 November", with the year where it is another one. */
export function dayLabelOf(at: string, now: number, zone: string): string {
  const nearness = nearnessOf(at, now, zone)
  if (nearness === 'today') return texts.today
  if (nearness === 'yesterday') return texts.yesterday
  const { weekday, day, month, year } = partsOf(at, zone)
  return texts.day(weekday, Number(day), month, year === partsOf(now, zone).year ? null : year)
}

/** A moment in few words: "14:32", "Yesterday, 18:20", or "3 November". */
export function momentOf(at: string, now: number, zone: string): string {
  const nearness = nearnessOf(at, now, zone)
  if (nearness === 'today') return timeOf(at, zone)
  if (nearness === 'yesterday') return texts.yesterdayAt(timeOf(at, zone))
  return dateOf(at, now, zone)
}

/** A date in few words: "3 November", with the year where it is another one. */
export function dateOf(at: string, now: number, zone: string): string {
  const { day, month, year } = partsOf(at, zone)
  return texts.date(Number(day), month, year === partsOf(now, zone).year ? null : year)
}

/** The whole moment, as shown over a time. */
export function fullTimeOf(at: string, zone: string): string {
  const { weekday, day, month, year } = partsOf(at, zone)
  return texts.full(texts.day(weekday, Number(day), month, year), timeOf(at, zone))
}

function nearnessOf(at: string, now: number, zone: string): 'today' | 'yesterday' | 'earlier' {
  const day = dayOf(at, zone)
  if (day === dayOf(now, zone)) return 'today'
  // Noon of today less a day is yesterday, whatever the clocks did in the night.
  const noon = Date.parse(`${dayOf(now, zone)}T12:00:00Z`) - 86_400_000
  return day === new Date(noon).toISOString().slice(0, 10) ? 'yesterday' : 'earlier'
}
