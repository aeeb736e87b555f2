import { languageTexts } from '../texts/language.ts'

const MINUTE_MS = 60_000

/** How long ago something was, as "2 hours ago". */
export function agoOf(at: string, now: number): string {
  const formatter = new Intl.RelativeTimeFormat(languageTexts.tag, { numeric: 'auto' })
  const minutes = Math.max(0, Math.round((now - Date.parse(at)) / MINUTE_MS))
  if (minutes < 60) return formatter.format(-minutes, 'minute')
  const hours = Math.round(minutes / 60)
  return hours < 24 ? formatter.format(-hours, 'hour') : formatter.format(-Math.round(hours / 24), 'day')
}
