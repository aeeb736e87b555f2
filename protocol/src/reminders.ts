import * as z from 'zod/mini'
import { command, ofTheRoom, query, withSession } from './define.ts'
import { Message } from './messages.ts'
import { Person } from './users.ts'
import { Id, Instant, Seq } from './values.ts'

/** One wants to hear of a message again. */
export const Reminder = z.object({
  messageId: z.string(),
  roomId: z.string(),
  at: Instant,
  /** When one was reminded; null while it is still to come. It stays until it is removed or set anew. */
  firedAt: z.nullable(Instant),
  /** When one saw, after that, that it had come; null: it is something to read. */
  seenAt: z.nullable(Instant),
  /** The seq of one's own log at which this last changed. */
  version: Seq,
})
export type Reminder = z.infer<typeof Reminder>

/**
 * Reminds one of a message at a time, a year ahead at most; the one reminder of that message that there is moves. A new
 * one beyond `LIMITS.reminders` is refused with `too_many`. Its subject is the message.
 */
export const reminderSet = command('reminder.set', {
  about: 'Reminds one of a message at a time to come; a reminder of the same message moves.',
  input: { messageId: Id, at: Instant },
  errors: ['bad_input', 'not_logged_in', 'message_not_found', 'message_gone', 'too_many', 'id_reused'],
  allow: ofTheRoom,
})

/** Takes away the reminder of a message, whether it came already or not. `message_not_found`: there is none. */
export const reminderRemove = command('reminder.remove', {
  about: 'Takes away the reminder of a message.',
  input: { messageId: Id },
  errors: ['bad_input', 'not_logged_in', 'message_not_found', 'id_reused'],
  allow: { owner: 'one’s own', member: 'one’s own', guest: 'one’s own', nobody: false },
})

/** One has seen that a reminder came, on whatever device: it counts no more, and stays. `message_not_found`: there is none. */
export const reminderSee = command('reminder.see', {
  about: 'Says that one has seen that a reminder came: it counts as something to read no more.',
  input: { messageId: Id },
  errors: ['bad_input', 'not_logged_in', 'message_not_found', 'id_reused'],
  allow: { owner: 'one’s own', member: 'one’s own', guest: 'one’s own', nobody: false },
})

/** Reads one's reminders with their messages, the earliest first; never of a message that one may no longer see. */
export const reminderList = query('reminder.list', {
  about: 'One’s reminders with their messages, the earliest first.',
  input: {},
  output: z.object({
    reminders: z.array(Reminder),
    messages: z.array(Message),
    people: z.array(Person),
    /** Head of one's own log when this was read. */
    head: Seq,
  }),
  errors: ['not_logged_in'],
  allow: withSession,
})
