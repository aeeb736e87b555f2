import * as z from 'zod/mini'
import { query, withSession } from './define.ts'
import { Message } from './messages.ts'
import { Reminder } from './reminders.ts'
import { ThreadEntry } from './threads.ts'
import { Person } from './users.ts'
import { text } from './values.ts'

/**
 * Something that waits for one: a message that names or answers one, a thread that one follows, by its last reply, or a
 * message of which one was reminded, by when.
 */
export const InboxItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), message: Message }),
  z.object({ kind: z.literal('thread'), thread: ThreadEntry }),
  z.object({ kind: z.literal('reminder'), reminder: Reminder, message: Message }),
])
export type InboxItem = z.infer<typeof InboxItem>

/** Reads what was said to oneself, the newest first. Whether it was read is told by the cursors of rooms and threads, and by `seenAt`. */
export const inboxList = query('inbox.list', {
  about:
    'What names or answers oneself, the threads that one follows and what one was reminded of, the newest first, from the one after `after`.',
  input: { after: z.optional(text(100)) },
  output: z.object({ items: z.array(InboxItem), people: z.array(Person), next: z.nullable(z.string()) }),
  errors: ['bad_input', 'not_logged_in'],
  allow: withSession,
})
