import * as z from 'zod/mini'
import { command, ofTheRoom, query, withSession } from './define.ts'
import { LIMITS } from './limits.ts'
import { Message } from './messages.ts'
import { Person } from './users.ts'
import { Id, Seq, text } from './values.ts'

/** A thread as one of its followers, or somebody who no longer follows it, stands to it. */
export const ThreadEntry = z.object({
  /** The message that began it; `thread` is in it. */
  root: Message,
  isFollowing: z.boolean(),
  /** Its replies up to this seq of the room's log are read; it only grows. */
  readSeq: Seq,
  /** The seqs of the replies of others after that, ascending: the latest, at most one more than are counted. */
  unread: z.array(Seq),
  /** The seq of one's own log at which following last changed. */
  version: Seq,
})
export type ThreadEntry = z.infer<typeof ThreadEntry>

/** Follows a thread: its new replies are unread until they are read. Who wrote its root or replies follows by himself. */
export const threadFollow = command('thread.follow', {
  about: 'Follows the thread of a message; who wrote its root or replies follows it without this.',
  input: { rootId: Id },
  errors: ['bad_input', 'not_logged_in', 'message_not_found', 'id_reused'],
  allow: ofTheRoom,
})

/** Follows a thread no longer, until one replies in it or follows it again. */
export const threadUnfollow = command('thread.unfollow', {
  about: 'Follows a thread no longer, until one replies in it or follows it again.',
  input: { rootId: Id },
  errors: ['bad_input', 'not_logged_in', 'message_not_found', 'id_reused'],
  allow: ofTheRoom,
})

/** One has read a thread up to a seq of its room's log: the cursor becomes max(old, min(seq, head)). */
export const threadAdvance = command('thread.advance', {
  about: 'One has read a thread that one follows up to a seq of its room’s log; the cursor only moves forward.',
  input: { rootId: Id, seq: Seq },
  errors: ['bad_input', 'not_logged_in', 'message_not_found', 'id_reused'],
  allow: ofTheRoom,
})

/** Reads the threads that one follows and in which somebody replied: the unread first, then the latest first. */
export const threadList = query('thread.list', {
  about:
    'The threads that one follows: the unread first, then by their last reply, from the one after `after`; or of `rootIds` those to which one ever stood in some way.',
  input: {
    after: z.optional(text(100)),
    rootIds: z.optional(z.array(Id).check(z.minLength(1), z.maxLength(LIMITS.listPage))),
  },
  output: z.object({
    threads: z.array(ThreadEntry),
    people: z.array(Person),
    /** Head of one's own log when this was read. */
    head: Seq,
    next: z.nullable(z.string()),
  }),
  errors: ['bad_input', 'not_logged_in'],
  allow: withSession,
})

/** Reads a page of a thread's replies in the order of the log, with its root. */
export const threadHistory = query('thread.history', {
  about:
    'A page of a thread’s replies in the order of the log: the last ones, or those before, after or around a seq; with its root.',
  input: {
    rootId: Id,
    before: z.optional(Seq),
    after: z.optional(Seq),
    around: z.optional(Seq),
    limit: z.optional(z.int().check(z.gte(1), z.lte(LIMITS.historyPageMax))),
  },
  output: z.object({
    root: Message,
    /** Null: one never followed it. */
    entry: z.nullable(ThreadEntry),
    messages: z.array(Message),
    people: z.array(Person),
    /** The room's head when this was read. */
    head: Seq,
    hasOlder: z.boolean(),
    hasNewer: z.boolean(),
  }),
  errors: ['bad_input', 'not_logged_in', 'message_not_found'],
  allow: ofTheRoom,
})
