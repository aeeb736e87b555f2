import * as z from 'zod/mini'
import { query, withSession } from './define.ts'
import { LIMITS } from './limits.ts'
import { Message } from './messages.ts'
import { Room } from './rooms.ts'
import { Person } from './users.ts'
import { text } from './values.ts'

/** A message that was found, and where in its body what was asked for stands. */
export const Hit = z.object({
  message: Message,
  /** From and to, in UTF-16 units of the body, in their order, never overlapping; empty where only operators were asked for. */
  ranges: z.array(z.tuple([z.int(), z.int()])),
})
export type Hit = z.infer<typeof Hit>

/**
 * Searches what one may read, newest first. No text is an error: what cannot be understood is left out, and what is beyond
 * `LIMITS.searchParts` is not looked at. A page may be short where much had to be looked through; `next` says whether there
 * is more.
 */
export const messageSearch = query('message.search', {
  about:
    'Searches what one may read, newest first. Words find what begins with them; `"quoted words"` stand beside one another; `-word` leaves out; operators are `from:` `in:` `before:` `after:` `on:` `has:` `is:`.',
  input: {
    text: text(LIMITS.searchLength),
    /** The `next` of the page before. */
    before: z.optional(text(200)),
    limit: z.optional(z.int().check(z.gte(1), z.lte(LIMITS.searchPageMax))),
  },
  output: z.object({
    hits: z.array(Hit),
    /** The rooms of the hits. */
    rooms: z.array(Room),
    /** The authors of the hits, and the people of their direct rooms. */
    people: z.array(Person),
    /** Words that are nearly the ones asked for and were searched too, because little has exactly those. */
    similar: z.array(z.string()),
    /** Whether older messages are still being prepared for searching, as after an upgrade. */
    isIncomplete: z.boolean(),
    next: z.nullable(z.string()),
  }),
  errors: ['bad_input', 'not_logged_in'],
  allow: withSession,
})
