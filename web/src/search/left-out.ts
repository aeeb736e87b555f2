import { parseSearch, readSearchDay, SEARCH_VALUES, type SearchPart } from '@parley/protocol/search-text.ts'

/** Any day will do to tell whether a text is one. */
const SOME_DAY = '2000-01-01'

/** `has:` takes what `is:` does, and the other way round. */
const VALUES: readonly string[] = [...SEARCH_VALUES.has, ...SEARCH_VALUES.is]

/** A day that is not typed to its end. */
const HALF_A_DAY = /^(?:\d{0,3}|\d{4}-|\d{4}-\d{1,2}-)$/u
const WORDS_FOR_DAYS = ['today', 'yesterday']

/** The parts of a search that narrow nothing because nobody knows what they mean, as typed; what may still become something is not among them. */
export function leftOutOf(text: string): string[] {
  return parseSearch(text)
    .filter((part) => !isKnown(part) && !(part.end === text.length && mayBecomeKnown(part)))
    .map(({ start, end }) => text.slice(start, end))
}

function isKnown({ kind, text }: SearchPart): boolean {
  switch (kind) {
    case 'before':
    case 'after':
    case 'on':
      return readSearchDay(text, SOME_DAY) !== null
    case 'has':
    case 'is':
      return VALUES.includes(text.toLowerCase())
    default:
      return true
  }
}

function mayBecomeKnown({ kind, text }: SearchPart): boolean {
  const begun = text.toLowerCase()
  if (kind === 'has' || kind === 'is') return VALUES.some((value) => value.startsWith(begun))
  return HALF_A_DAY.test(begun) || WORDS_FOR_DAYS.some((word) => word.startsWith(begun))
}
