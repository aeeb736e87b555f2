import * as z from 'zod/mini'
import { command, ofTheRoom, query, withSession } from './define.ts'
import { LIMITS } from './limits.ts'
import { Id, Instant, Seq, text } from './values.ts'

/** What one typed in a room, or in a thread of it, and did not send. */
export const Draft = z.object({
  roomId: z.string(),
  /** The root of the thread; null: the room itself. */
  rootId: z.nullable(z.string()),
  /** As it was typed, white space included. */
  body: z.string(),
  at: Instant,
  /** The seq of one's own log at which it was last set: of two the later one stays. */
  version: Seq,
})
export type Draft = z.infer<typeof Draft>

/**
 * Keeps what one typed and did not send, for all of one's devices; an empty body forgets it. A client sends it no more than
 * every two seconds, and clears it when the text was sent. A new one beyond `LIMITS.drafts` is refused with `too_many`.
 */
export const draftSet = command('draft.set', {
  about: 'Keeps what one typed in a room or in the thread of `rootId` and did not send; an empty body forgets it.',
  input: { roomId: Id, rootId: z.optional(Id), body: text(LIMITS.bodyLength) },
  errors: ['bad_input', 'not_logged_in', 'room_not_found', 'message_not_found', 'too_many', 'id_reused'],
  allow: ofTheRoom,
})

/** Reads one's drafts, the latest first; those of rooms that one left are gone. */
export const draftList = query('draft.list', {
  about: 'One’s drafts, the latest first.',
  input: {},
  output: z.object({
    drafts: z.array(Draft),
    /** Head of one's own log when this was read. */
    head: Seq,
  }),
  errors: ['not_logged_in'],
  allow: withSession,
})
