import * as z from 'zod/mini'
import { query, withSession } from './define.ts'
import { Message } from './messages.ts'
import { ThreadEntry } from './threads.ts'
import { Person } from './users.ts'
import { text } from './values.ts'

/** Something that was said to one: a message that names or answers one, or a thread that one follows, by its last reply. */
export const InboxItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), message: Message }),
  z.object({ kind: z.literal('thread'), thread: ThreadEntry }),
])
export type InboxItem = z.infer<typeof InboxItem>

/** Reads what was said to oneself, the newest first. Whether it was read is told by the cursors of rooms and threads. */
export const inboxList = query('inbox.list', {
  about:
    'What names or answers oneself and the threads that one follows, the newest first, from the one after `after`.',
  input: { after: z.optional(text(100)) },
  output: z.object({ items: z.array(InboxItem), people: z.array(Person), next: z.nullable(z.string()) }),
  errors: ['bad_input', 'not_logged_in'],
  allow: withSession,
})
