import * as z from 'zod/mini'
import { command, ofTheRoom, query, withSession } from './define.ts'
import { Message } from './messages.ts'
import { Room } from './rooms.ts'
import { Person } from './users.ts'
import { Id, Instant, Seq } from './values.ts'

/** A message that somebody keeps for himself. */
export const SavedMessage = z.object({
  message: Message,
  savedAt: Instant,
  /** The seq of one's own log at which it was saved: the list is in its order. */
  seq: Seq,
})
export type SavedMessage = z.infer<typeof SavedMessage>

/** A message that somebody keeps and that cannot be shown: he may no longer see it, or it was deleted. */
export const LostMessage = z.object({
  messageId: Id,
  savedAt: Instant,
  /** Its place in the list, as of those that can be shown. */
  seq: Seq,
  /** True where one is in the room and it was deleted there; of what one may no longer see, nothing is told. */
  isDeleted: z.boolean(),
})
export type LostMessage = z.infer<typeof LostMessage>

/** Keeps a message for oneself; nobody else is told. One that is kept changes nothing. */
export const messageSave = command('message.save', {
  about: 'Keeps a message for oneself; nobody else is told.',
  input: { messageId: Id },
  errors: ['bad_input', 'not_logged_in', 'message_not_found', 'message_gone', 'id_reused', 'too_fast', 'read_only'],
  allow: ofTheRoom,
})

/** Keeps a message no longer; also one that one may no longer see. */
export const messageUnsave = command('message.unsave', {
  about: 'Keeps a message for oneself no longer.',
  input: { messageId: Id },
  errors: ['bad_input', 'not_logged_in', 'message_not_found', 'id_reused', 'too_fast', 'read_only'],
  allow: ofTheRoom,
})

/** Reads what one keeps, the last first. Of what one may no longer see, and of what was deleted, only that one kept it. */
export const savedList = query('saved.list', {
  about:
    'The messages that one keeps, the last saved first, from the one before `before`. Of what one may no longer see, and of what was deleted, `lost` has the id and when one saved it.',
  input: { before: z.optional(Seq) },
  output: z.object({
    saved: z.array(SavedMessage),
    /** What of the page cannot be shown. */
    lost: z.array(LostMessage),
    /** The rooms in which they are. */
    rooms: z.array(Room),
    people: z.array(Person),
    /** The `before` of the next page; null: there is none. */
    next: z.nullable(Seq),
  }),
  errors: ['bad_input', 'not_logged_in'],
  allow: withSession,
})
