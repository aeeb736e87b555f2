const DAY_MS = 86_400_000

/** When a day (`2026-11-21`) begins in a time zone, in milliseconds; days may be shorter or longer than 24 hours. */
export function startOfDay(day: string, zone: string): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`)
  let [low, high] = [asUtc - DAY_MS, asUtc + DAY_MS]
  // en-CA writes days so that their order is that of texts.
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (format.format(middle) < day) low = middle + 1
    else high = middle
  }
  return low
}
