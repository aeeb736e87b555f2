import { LIMITS } from './limits.ts'

/** What a search can be narrowed by. */
export const SEARCH_OPERATORS = ['from', 'in', 'before', 'after', 'on', 'has', 'is'] as const
export type SearchOperator = (typeof SEARCH_OPERATORS)[number]

/** What `has:` and `is:` know. */
export const SEARCH_VALUES = { has: ['link', 'code', 'reaction'], is: ['thread', 'pinned', 'edited', 'saved'] } as const

/** One piece of a search: a word or quoted words, or an operator with its value. */
export type SearchPart = {
  kind: 'words' | SearchOperator
  /** The words, or the operator's value, as typed, without quotes; never empty. */
  text: string
  isQuoted: boolean
  /** Whether what has it is left out. */
  isExcluded: boolean
  /** Where it stands in the text, in UTF-16 units. */
  start: number
  end: number
}

const SPACE = /\s/u
const QUOTES: Record<string, string> = { '"': '"', '“': '”', '„': '“', '«': '»', '「': '」' }
const OPERATOR = /^(from|in|before|after|on|has|is):/iu

/**
 * Takes a search apart. Every text is a search: an operator without a value says nothing yet, a quote that is not closed
 * goes to the end, and parts beyond `LIMITS.searchParts` are left out.
 */
export function parseSearch(text: string): SearchPart[] {
  const parts: SearchPart[] = []
  let at = 0
  while (at < text.length && parts.length < LIMITS.searchParts) {
    if (SPACE.test(text.charAt(at))) {
      at += 1
      continue
    }
    const { part, end } = readPart(text, at)
    if (part.text !== '') parts.push(part)
    at = end
  }
  return parts
}

function readPart(text: string, start: number): { part: SearchPart; end: number } {
  const isExcluded = text[start] === '-' && start + 1 < text.length && !SPACE.test(text.charAt(start + 1))
  const from = isExcluded ? start + 1 : start
  const named = OPERATOR.exec(text.slice(from, from + 10))
  const kind = named ? operatorOf(named[1] ?? '') : 'words'
  const { value, isQuoted, end } = readValue(text, from + (named?.[0].length ?? 0))
  return { part: { kind, text: value, isQuoted, isExcluded, start, end }, end }
}

function operatorOf(name: string): SearchOperator | 'words' {
  return SEARCH_OPERATORS.find((one) => one === name.toLowerCase()) ?? 'words'
}

function readValue(text: string, from: number): { value: string; isQuoted: boolean; end: number } {
  const closing = QUOTES[text.charAt(from)]
  if (closing !== undefined) {
    const close = text.indexOf(closing, from + 1)
    const end = close < 0 ? text.length : close
    return { value: shortened(text.slice(from + 1, end)), isQuoted: true, end: Math.min(text.length, end + 1) }
  }
  let end = from
  while (end < text.length && !SPACE.test(text.charAt(end))) end += 1
  return { value: shortened(text.slice(from, end)), isQuoted: false, end }
}

/** Never half of a character at the end. */
function shortened(value: string): string {
  const cut = value.slice(0, LIMITS.searchPartLength)
  return (cut.isWellFormed() ? cut : cut.slice(0, -1)).trim()
}

/** A day, a month or a year as people write it after `before:`, `after:` and `on:`; null for anything else. */
export type SearchDay = { from: string; to: string }

/** Reads `2026`, `2026-03`, `2026-03-14`, `today` and `yesterday`; `today` is the reader's day, as 2026-03-14. */
export function readSearchDay(value: string, today: string): SearchDay | null {
  const word = value.toLowerCase()
  if (word === 'today') return { from: today, to: dayAfter(today, 1) }
  if (word === 'yesterday') return { from: dayAfter(today, -1), to: today }
  const found = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(value)
  if (!found) return null
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1)]
  const first = dayOf(year, month, day)
  if (first === null) return null
  const last = found[3] ? dayAfter(first, 1) : found[2] ? dayOf(year, month + 1, 1) : dayOf(year + 1, 1, 1)
  return last === null ? null : { from: first, to: last }
}

/** Null where the calendar has no such day; month 13 is the January after. */
function dayOf(year: number, month: number, day: number): string | null {
  if (month > 13 || month < 1 || year < 1970) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = date.getUTCDate() === day && year < 9000
  return isReal ? date.toISOString().slice(0, 10) : null
}

function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)
}
