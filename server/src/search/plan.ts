import { parseSearch, readSearchDay, SEARCH_VALUES, type SearchPart } from '@parley/protocol/search-text.ts'
import { findPhrase, groupsOf, isPrecise, lacks, type Phrase, phraseOf, type Range, type TermGroup } from './match.ts'
import { EVERY_MESSAGE, type Indexed, tagsOf, termOfAuthor, termOfTag } from './terms.ts'
import { wordsOf } from './words.ts'

/** A message as it is looked at: what the index knows of it, and when it was said. */
export type Candidate = Indexed & { at: number }

/** What a search asks for, with names and days read. */
export type Plan = {
  phrases: readonly Phrase[]
  excluded: readonly Phrase[]
  /** Lists of authors; the message is of one of each. */
  authors: readonly (readonly string[])[]
  excludedAuthors: readonly string[]
  tags: readonly string[]
  /** Only what the reader keeps for himself. */
  isSaved: boolean
  excludedTags: readonly string[]
  /** Null: every room that one may read. */
  roomIds: ReadonlySet<string> | null
  excludedRoomIds: ReadonlySet<string>
  /** Said at this time or later, and before that one; milliseconds. */
  from: number
  to: number
}

/** How names and days of a search are read. */
export type Names = {
  authorsCalled: (name: string) => readonly string[]
  roomsCalled: (name: string) => readonly string[]
  /** The reader's day, as 2026-03-14. */
  today: string
  startOfDay: (day: string) => number
}

/** What to look for; null where nothing is asked for, or only what cannot be. */
export function planOf(text: string, names: Names): Plan | null {
  const parts = parseSearch(text)
  const plan = {
    ...phrasesOf(parts),
    ...peopleOf(parts, names),
    ...tagsAsked(parts),
    ...roomsOf(parts, names),
    ...daysOf(parts, names),
  }
  const isNarrowed =
    plan.isSaved ||
    plan.roomIds !== null ||
    plan.excludedRoomIds.size > 0 ||
    plan.from > 0 ||
    plan.to < Number.MAX_SAFE_INTEGER
  const lists = [plan.phrases, plan.excluded, plan.authors, plan.excludedAuthors, plan.tags, plan.excludedTags]
  return isNarrowed || lists.some((list) => list.length > 0) ? plan : null
}

function phrasesOf(parts: readonly SearchPart[]): Pick<Plan, 'phrases' | 'excluded'> {
  const phrases = (isExcluded: boolean) =>
    parts
      .filter((part) => part.kind === 'words' && part.isExcluded === isExcluded)
      .flatMap((part) => phraseOf(part.text, part.isQuoted) ?? [])
  return { phrases: phrases(false), excluded: phrases(true) }
}

/** Several `from:` are one or the other of them, for nobody says the same thing twice as two. */
function peopleOf(parts: readonly SearchPart[], names: Names): Pick<Plan, 'authors' | 'excludedAuthors'> {
  const named = (isExcluded: boolean) =>
    parts.filter((part) => part.kind === 'from' && part.isExcluded === isExcluded).map(({ text }) => text)
  const asked = named(false)
  return {
    authors: asked.length === 0 ? [] : [asked.flatMap(names.authorsCalled)],
    excludedAuthors: named(true).flatMap(names.authorsCalled),
  }
}

function roomsOf(parts: readonly SearchPart[], names: Names): Pick<Plan, 'roomIds' | 'excludedRoomIds'> {
  const named = (isExcluded: boolean) =>
    parts.filter((part) => part.kind === 'in' && part.isExcluded === isExcluded).map(({ text }) => text)
  const asked = named(false)
  return {
    roomIds: asked.length === 0 ? null : new Set(asked.flatMap(names.roomsCalled)),
    excludedRoomIds: new Set(named(true).flatMap(names.roomsCalled)),
  }
}

/** A value that is not known, such as one that is still being typed, narrows nothing. */
function tagsAsked(parts: readonly SearchPart[]): Pick<Plan, 'tags' | 'isSaved' | 'excludedTags'> {
  const known: readonly string[] = [...SEARCH_VALUES.has, ...SEARCH_VALUES.is]
  const tags = (isExcluded: boolean) =>
    parts
      .filter((part) => (part.kind === 'has' || part.kind === 'is') && part.isExcluded === isExcluded)
      .map(({ text }) => text.toLowerCase())
      .filter((tag) => known.includes(tag))
  const asked = tags(false)
  // Who keeps a message is no property of it.
  const own = (tag: string) => tag === 'saved'
  return {
    tags: asked.filter((tag) => !own(tag)),
    isSaved: asked.some(own),
    excludedTags: tags(true).filter((tag) => !own(tag)),
  }
}

function daysOf(parts: readonly SearchPart[], { today, startOfDay }: Names): Pick<Plan, 'from' | 'to'> {
  let [from, to] = [0, Number.MAX_SAFE_INTEGER]
  for (const { kind, text } of parts) {
    const day = kind === 'before' || kind === 'after' || kind === 'on' ? readSearchDay(text, today) : null
    if (day === null) continue
    if (kind === 'before') to = Math.min(to, startOfDay(day.from))
    else from = Math.max(from, startOfDay(kind === 'after' ? day.to : day.from))
    if (kind === 'on') to = Math.min(to, startOfDay(day.to))
  }
  return { from, to }
}

/**
 * Terms of which a message has one of each group, and none of the excluded ones. Comparing the message itself decides: the
 * index does not know what stands beside what.
 */
export function termsAsked(plan: Plan): { groups: TermGroup[]; excluded: TermGroup[] } {
  const groups = [
    ...plan.phrases.flatMap(groupsOf),
    ...plan.authors.map((ids) => ({ exact: ids.map(termOfAuthor), beginning: null })),
    ...plan.tags.map((tag) => ({ exact: [termOfTag(tag)], beginning: null })),
  ]
  const excluded = [
    ...plan.excluded.flatMap((phrase) => (isPrecise(phrase) ? groupsOf(phrase) : [])),
    { exact: [...plan.excludedAuthors.map(termOfAuthor), ...plan.excludedTags.map(termOfTag)], beginning: null },
  ]
  return { groups: groups.length > 0 ? groups : [{ exact: [EVERY_MESSAGE], beginning: null }], excluded }
}

/** Where a message has what is asked for; null where it does not have all of it. Rooms are the caller's. */
export function matchMessage(plan: Plan, message: Candidate): Range[] | null {
  if (message.deleted_at !== null || message.at < plan.from || message.at >= plan.to) return null
  if (!plan.authors.every((ids) => ids.includes(message.author_id))) return null
  if (plan.excludedAuthors.includes(message.author_id)) return null
  const tags = plan.tags.length + plan.excludedTags.length === 0 ? [] : tagsOf(message)
  if (!plan.tags.every((tag) => tags.includes(tag)) || plan.excludedTags.some((tag) => tags.includes(tag))) return null
  if (plan.phrases.some((phrase) => lacks(message.body, phrase))) return null
  const words = wordsOf(message.body)
  const found = plan.phrases.map((phrase) => findPhrase(message.body, words, phrase))
  if (found.some((ranges) => ranges.length === 0)) return null
  if (plan.excluded.some((phrase) => findPhrase(message.body, words, phrase).length > 0)) return null
  return merged(found.flat())
}

/** Marks of one message at most. */
const RANGES = 100

/** In their order; those that touch or overlap are one. */
function merged(ranges: Range[]): Range[] {
  const all: Range[] = []
  for (const [from, to] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else all.push([from, to])
  }
  return all.slice(0, RANGES)
}
