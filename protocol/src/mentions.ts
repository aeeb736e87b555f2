import { NOTICE_LIMITS } from './notice-limits.ts'
import { isEscaped, ownWords } from './own-words.ts'

/** Whom a message calls beside the people that it names: who is `here`, or everybody in the `room`. */
export const CALLS = ['here', 'room'] as const
export type Call = (typeof CALLS)[number]

/** What stands after an @ in a text, and where: `at` is the place of the @. */
export type Named = { readonly at: number; readonly name: string }

// A letter before it would make it an address of mail, a slash a part of a link.
const NAMED = /(?<![\p{L}\p{M}\p{Nd}@/+.-])@([\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}._-]*)/gu

const CALL_NAMES: Readonly<Record<string, Call>> = {
  here: 'here',
  room: 'room',
  all: 'room',
  channel: 'room',
  everyone: 'room',
}

/** Finds every name after an @ in a piece of plain text, in order; whether somebody is called so is not its business. */
export function namesIn(text: string): Named[] {
  if (!text.includes('@')) return []
  return Array.from(text.matchAll(NAMED), (found) => ({ at: found.index, name: found[1] ?? '' }))
}

/**
 * The names that may be meant, the longest first: a dot, line or dash at the end may belong to the sentence. In the form
 * in which names are compared.
 */
export function readingsOf(name: string): string[] {
  const whole = comparable(name.replace(/\.+$/u, ''))
  const bare = comparable(name.replace(/[._-]+$/u, ''))
  return whole === bare ? [whole] : [whole, bare]
}

/** A user name without regard to case. */
export function comparable(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

/** Whom a call means; null where a name is somebody's. */
export function callOf(name: string): Call | null {
  return readingsOf(name).reduce<Call | null>((found, one) => found ?? CALL_NAMES[one] ?? null, null)
}

/**
 * What a message's Markdown names: the first people, each once, and the widest call. In code, in a quoted line and after a
 * backslash nobody is named.
 */
export function mentionsIn(body: string): { readonly names: readonly Named[]; readonly call: Call | null } {
  if (!body.includes('@')) return { names: [], call: null }
  const people = new Map<string, Named>()
  const calls = new Set<Call>()
  const text = ownWords(body)
  for (const named of namesIn(text)) {
    if (isEscaped(text, named.at)) continue
    const call = callOf(named.name)
    if (call !== null) calls.add(call)
    else if (people.size < NOTICE_LIMITS.mentions) people.set(readingsOf(named.name)[0] ?? '', named)
  }
  return { names: [...people.values()], call: calls.has('room') ? 'room' : calls.has('here') ? 'here' : null }
}
