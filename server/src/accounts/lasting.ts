import type { Lasting } from '@parley/protocol/presence.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const SPANS: Partial<Record<Lasting, number>> = { '30min': 30 * MINUTE_MS, '1h': HOUR_MS, '4h': 4 * HOUR_MS }

/** When something that begins now ends; null: never. A day and a week end at midnight in the zone. */
export function endOf(lasting: Lasting, { now, zone }: { now: number; zone: string }): number | null {
  const span = SPANS[lasting]
  if (span !== undefined) return now + span
  if (lasting === 'always') return null
  const here = wallClock(now, zone)
  const midnight = here - (here % DAY_MS) + DAY_MS
  // A week ends with its Sunday. 1970 began on a Thursday.
  const weekday = (Math.floor(here / DAY_MS) + 3) % 7
  return instantOf(lasting === 'today' ? midnight : midnight + (6 - weekday) * DAY_MS, zone)
}

/** The moment at which clocks in the zone show this, or the first after it where they leave it out. */
function instantOf(wall: number, zone: string): number {
  const first = wall - (wallClock(wall, zone) - wall)
  return wall - (wallClock(first, zone) - first)
}

/** What clocks in the zone show at a moment, as if it were UTC. */
function wallClock(at: number, zone: string): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatterOf(zone).formatToParts(at)) parts[type] = Number(value)
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
}
