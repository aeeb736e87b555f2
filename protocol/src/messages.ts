import * as z from 'zod/mini'
import { command, ofTheRoom, query } from './define.ts'
import { LIMITS } from './limits.ts'
import { CALLS } from './mentions.ts'
import { Reaction } from './reactions.ts'
import { Person } from './users.ts'
import { Body, Id, Instant, Seq } from './values.ts'

/** What a message answers, as it is today: one level, whatever that message answers itself. */
export const Quote = z.object({
  id: z.string(),
  seq: Seq,
  /** The seq of the last event that changed it. */
  version: Seq,
  authorId: z.string(),
  /** The thread in which alone it stands; null: it is in the room's timeline. */
  rootId: z.nullable(z.string()),
  /** The beginning of its Markdown source (`snippetOf`); empty when it was deleted. */
  snippet: z.string(),
  deletedAt: z.nullable(Instant),
})
export type Quote = z.infer<typeof Quote>

/** The messages whose `rootId` is one message, in short. */
export const Thread = z.object({
  rootId: z.string(),
  rootAuthorId: z.string(),
  /** Replies that are not deleted. */
  replyCount: z.int(),
  /** Of the last reply that is not deleted: 0 and null when there is none. */
  lastReplySeq: Seq,
  lastReplyAt: z.nullable(Instant),
  /** Who replied last, at most three, the last first. */
  peopleIds: z.array(z.string()),
  /** The seq of the last event of the room's log that changed this. */
  version: Seq,
})
export type Thread = z.infer<typeof Thread>

/** One thing said, at its present version. */
export const Message = z.object({
  id: z.string(),
  roomId: z.string(),
  /** Its place in the room's log, for ever. */
  seq: Seq,
  /** The seq of the last event that changed it. */
  version: Seq,
  authorId: z.string(),
  /** Markdown source; empty when the message was deleted. */
  body: z.string(),
  at: Instant,
  editedAt: z.nullable(Instant),
  deletedAt: z.nullable(Instant),
  /** The message that it answers. Its version is its own: a change of it leaves this message's version as it is. */
  replyTo: z.nullable(Quote),
  /** The message whose thread it is in. */
  rootId: z.nullable(z.string()),
  /** Whether a message of a thread is in the room's timeline as well; false where `rootId` is null. */
  alsoInRoom: z.boolean(),
  /** The thread that it is the root of; null where nobody ever replied. It has a version of its own. */
  thread: z.nullable(Thread),
  /** What people react with, the first emoji first; absent while nobody does. */
  reactions: z.optional(z.array(Reaction)),
  /** One's own emoji among them, in what one reads oneself; never in an event, which all receive. */
  mine: z.optional(z.array(z.string())),
  /** Since when and by whom it is pinned; absent where it is not. */
  pin: z.optional(z.object({ at: Instant, byId: z.string() })),
  /** The people of the room whom it names, at most 50. */
  mentions: z.array(z.string()),
  /** Whom it calls beside them: who is here, or everybody in the room. */
  calls: z.nullable(z.enum(CALLS)),
})
export type Message = z.infer<typeof Message>

/**
 * Says something in a room, or in a thread of it. The message's id is the command's: sending it again is safe and returns
 * the first outcome. `replyTo` quotes a message of the same room, deleted or not. `rootId` names the thread by its root, or
 * by any of its replies; a deleted message begins no thread (`message_gone`), but one that has a thread keeps it.
 */
export const messagePost = command('message.post', {
  about:
    'Says something in a room, or in the thread of `rootId`. `replyTo` is a message of the room to quote. The message’s id is the command’s. A name after an @ is told, but not one in code or in a quoted line.',
  input: {
    roomId: Id,
    body: Body,
    replyTo: z.optional(Id),
    rootId: z.optional(Id),
    alsoInRoom: z.optional(z.boolean()),
  },
  errors: [
    'bad_input',
    'not_logged_in',
    'room_not_found',
    'message_not_found',
    'message_gone',
    'room_archived',
    'announcements_only',
    'slow_mode',
    'id_reused',
    'too_fast',
    'read_only',
  ],
  allow: ofTheRoom,
})

/** Replaces the body of one's own message. Of two edits the later one in the log stays. */
export const messageEdit = command('message.edit', {
  about: 'Replaces the body of one’s own message.',
  input: { messageId: Id, body: Body },
  errors: [
    'bad_input',
    'not_logged_in',
    'message_not_found',
    'message_gone',
    'forbidden',
    'room_archived',
    'announcements_only',
    'id_reused',
    'too_fast',
    'read_only',
  ],
  allow: { owner: 'one’s own', member: 'one’s own', guest: 'one’s own', nobody: false },
})

/** Deletes a message for ever; its place stays. */
export const messageDelete = command('message.delete', {
  about: 'Deletes one’s own message, as a moderator another’s too; its place in the log stays.',
  input: { messageId: Id },
  errors: [
    'bad_input',
    'not_logged_in',
    'message_not_found',
    'forbidden',
    'room_archived',
    'id_reused',
    'too_fast',
    'read_only',
  ],
  allow: {
    owner: 'any message',
    member: 'one’s own; as a moderator any of the room',
    guest: 'one’s own',
    nobody: false,
  },
})

/** Reads one message of a room, by id or by seq: a permalink's target, wherever it stands. */
export const messageShow = query('message.show', {
  about: 'One message, by `messageId`, or by `roomId` and `seq`.',
  input: { messageId: z.optional(Id), roomId: z.optional(Id), seq: z.optional(Seq) },
  output: z.object({ message: Message, people: z.array(Person) }),
  errors: ['bad_input', 'not_logged_in', 'message_not_found'],
  allow: ofTheRoom,
})

/** Reads who of a small room has read a message; those who do not tell are left out. */
export const messageReaders = query('message.readers', {
  about: 'Who of a room with at most 50 people has read a message, its author and those who do not tell left out.',
  input: { messageId: Id },
  output: z.object({
    /** Null: the room has more people than that. */
    readerIds: z.nullable(z.array(z.string())),
    people: z.array(Person),
  }),
  errors: ['bad_input', 'not_logged_in', 'message_not_found'],
  allow: ofTheRoom,
})

/** Finds the first message of a room's timeline at or after a time. */
export const roomFindTime = query('room.find-time', {
  about: 'The seq of the first message of a room’s timeline at or after a time; null where none was said since.',
  input: { roomId: Id, at: Instant },
  output: z.object({ seq: z.nullable(Seq) }),
  errors: ['bad_input', 'not_logged_in', 'room_not_found'],
  allow: ofTheRoom,
})

/** Reads what a message said before its edits: for the people of the room, or fewer where the community says so. */
export const messageVersions = query('message.versions', {
  about: 'What a message said before its edits, the latest first, from the version before `before`.',
  input: { messageId: Id, before: z.optional(Seq) },
  output: z.object({
    /** `version` is the seq at which it began to say this, `at` the time. */
    versions: z.array(z.object({ version: Seq, body: z.string(), at: Instant })),
    /** The `before` of the next page; null: there is none. */
    next: z.nullable(Seq),
  }),
  errors: ['bad_input', 'not_logged_in', 'message_not_found', 'message_gone', 'forbidden'],
  allow: ofTheRoom,
})

/** Reads a page of a room's messages in the order of the log: the last ones, or those before, after or around a seq. */
export const roomHistory = query('room.history', {
  about:
    'A page of the timeline in the order of the log: the last messages, or those before, after or around a seq. Replies that stand in a thread alone are not in it.',
  input: {
    roomId: Id,
    before: z.optional(Seq),
    after: z.optional(Seq),
    around: z.optional(Seq),
    limit: z.optional(z.int().check(z.gte(1), z.lte(LIMITS.historyPageMax))),
  },
  output: z.object({
    messages: z.array(Message),
    /** Which of them one keeps for oneself; absent where one keeps none. */
    saved: z.optional(z.array(z.string())),
    people: z.array(Person),
    /** The room's head when this was read. */
    head: Seq,
    hasOlder: z.boolean(),
    hasNewer: z.boolean(),
  }),
  errors: ['bad_input', 'not_logged_in', 'room_not_found'],
  allow: ofTheRoom,
})
