import { LIMITS } from './limits.ts'
import type { Message, Quote } from './messages.ts'

const NOBODY: string[] = []

/** What a message has beside its text that answers nothing, that nobody answered, and that names nobody. */
export const PLAIN = {
  replyTo: null,
  rootId: null,
  alsoInRoom: false,
  thread: null,
  mentions: NOBODY,
  calls: null,
} as const

/** Tells whether a message stands in its room's timeline: all do but those of a thread that were not sent to the room. */
export function isInTimeline(message: Pick<Message, 'rootId' | 'alsoInRoom'>): boolean {
  return message.rootId === null || message.alsoInRoom
}

/** The beginning of a message's Markdown source, as a quote has it: at most `snippetLength` code points. */
export function snippetOf(body: string): string {
  // A code point is one or two units long.
  return [...body.slice(0, LIMITS.snippetLength * 2)].slice(0, LIMITS.snippetLength).join('')
}

/** A message as one that answers it quotes it. */
export function quoteOf(message: Omit<Message, 'replyTo' | 'thread'>): Quote {
  const { id, seq, version, authorId, body, deletedAt } = message
  const rootId = isInTimeline(message) ? null : message.rootId
  return { id, seq, version, authorId, rootId, snippet: snippetOf(body), deletedAt }
}

/** Everybody whose name is needed to show a message: its author, whom it names and quotes, who replied last in its thread, who reacts, and who pinned it. */
export function peopleOfMessage({ authorId, replyTo, thread, mentions, reactions, pin }: Message): string[] {
  const people = [authorId, ...mentions]
  if (replyTo) people.push(replyTo.authorId)
  if (thread) people.push(...thread.peopleIds)
  for (const { userIds } of reactions ?? []) people.push(...userIds)
  if (pin) people.push(pin.byId)
  return people
}
