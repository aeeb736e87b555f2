import * as z from 'zod/mini'
import { command, ofTheRoom, query } from './define.ts'
import { LIMITS } from './limits.ts'
import { Person } from './users.ts'
import { Body, Id, Instant, Seq } from './values.ts'

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
})
export type Message = z.infer<typeof Message>

/** Says something in a room. The message's id is the command's: sending it again is safe and returns the first outcome. */
export const messagePost = command('message.post', {
  about: 'Says something in a room. The message’s id is the command’s.',
  input: { roomId: Id, body: Body },
  errors: [
    'bad_input',
    'not_logged_in',
    'room_not_found',
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

/** Reads a page of a room's messages in the order of the log: the last ones, or those before, after or around a seq. */
export const roomHistory = query('room.history', {
  about: 'A page of messages in the order of the log: the last ones, or those before, after or around a seq.',
  input: {
    roomId: Id,
    before: z.optional(Seq),
    after: z.optional(Seq),
    around: z.optional(Seq),
    limit: z.optional(z.int().check(z.gte(1), z.lte(LIMITS.historyPageMax))),
  },
  output: z.object({
    messages: z.array(Message),
    people: z.array(Person),
    /** The room's head when this was read. */
    head: Seq,
    hasOlder: z.boolean(),
    hasNewer: z.boolean(),
  }),
  errors: ['bad_input', 'not_logged_in', 'room_not_found'],
  allow: ofTheRoom,
})
