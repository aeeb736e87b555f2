import { LIMITS } from './limits.ts'

/**
 * Why an unread message concerns one: it names one or calls everybody, answers one, is in a thread that one follows, has one
 * of one's keywords; or everything does, in a direct room or another one. A reply is unread in its thread until the thread is
 * read up to it, whether the room was read or not; all else is read with the room.
 */
export const REASONS = ['mention', 'reply', 'thread', 'keyword', 'direct', 'everything'] as const
export type Reason = (typeof REASONS)[number]

/** For each reason the seqs of the unread messages that it is true of, ascending. */
export type Reasons = { [R in Reason]?: number[] }

/** How many messages concern one: each counts once, whatever its reasons; at most 99. */
export function countOf(reasons: Reasons): number {
  const lists = Object.values(reasons)
  const [only = []] = lists
  return Math.min(LIMITS.unreadCount, lists.length > 1 ? new Set(lists.flat()).size : only.length)
}

// Scripts without capitals write words without spaces between them, or with particles before and after.
const CASELESS = /\p{Lo}/u

/** Tells whether a text has one of these words or phrases, as whole words and without regard to case. */
export function hasKeyword(body: string, keywords: readonly string[]): boolean {
  if (keywords.length === 0) return false
  const said = ` ${wordsOf(body)} `
  return keywords
    .map(wordsOf)
    .some((words) => words !== '' && said.includes(CASELESS.test(words) ? words : ` ${words} `))
}

/** A text as keywords are looked for in it: its words in small letters, with one space between them. */
export function wordsOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}
