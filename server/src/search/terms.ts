import type { MessageTable } from '../database/schema.ts'
import { type Word, wordsOf } from './words.ts'

/** Characters of a word that the index knows; a longer one is found by its beginning and compared in the text. */
const LONGEST = 32
/** Before what is no word of a text, and cannot be one. */
const SIGN = '\u0001'

/** Every message that is there has it. */
export const EVERY_MESSAGE = SIGN

/** What all messages of somebody have. */
export function termOfAuthor(authorId: string): string {
  return `${SIGN}from ${authorId}`
}

/** What all messages with a property have. */
export function termOfTag(tag: string): string {
  return `${SIGN}has ${tag}`
}

/** What the index needs to know of a message. */
export type Indexed = Pick<
  MessageTable,
  'author_id' | 'body' | 'edited_at' | 'deleted_at' | 'root_id' | 'reactions' | 'pinned_at'
>

/** All the terms under which a message is found; none for one that was deleted. */
export function termsOf(message: Indexed): Set<string> {
  const terms = new Set<string>()
  if (message.deleted_at !== null) return terms
  terms.add(EVERY_MESSAGE)
  terms.add(termOfAuthor(message.author_id))
  for (const tag of tagsOf(message)) terms.add(termOfTag(tag))
  for (const word of wordsOf(message.body)) addTerms(terms, word)
  return terms
}

const LINK = /\bhttps?:\/\/\S/i
const CODE = /`[^`]+`|^(?: {4}|\t)\S|~~~/m

/** Properties by which messages are found: the values of `has:` and `is:`. */
export function tagsOf(message: Indexed): string[] {
  const tags: string[] = []
  if (LINK.test(message.body)) tags.push('link')
  if (CODE.test(message.body)) tags.push('code')
  if (message.edited_at !== null) tags.push('edited')
  if (message.root_id !== null) tags.push('thread')
  if (message.reactions !== null) tags.push('reaction')
  if (message.pinned_at !== null) tags.push('pinned')
  return tags
}

/** A run is found by any two of its characters that are neighbours, and its last one by itself. */
function addTerms(terms: Set<string>, { folded, isRun }: Word): void {
  if (!isRun) {
    terms.add(cutTerm(folded))
    return
  }
  const letters = [...folded]
  for (const [index, letter] of letters.entries()) terms.add(letter + (letters[index + 1] ?? ''))
}

/** A word as the index has it. */
export function cutTerm(folded: string): string {
  if (folded.length <= LONGEST) return folded
  const cut = folded.slice(0, LONGEST)
  return cut.isWellFormed() ? cut : cut.slice(0, -1)
}

/** Neighbouring characters of a run that is looked for; one character alone is looked for as a beginning. */
export function pairsOf(folded: string): string[] {
  const letters = [...folded]
  return letters.slice(1).map((letter, index) => (letters[index] ?? '') + letter)
}
