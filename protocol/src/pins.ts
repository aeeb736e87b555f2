import * as z from 'zod/mini'
import { command, ofTheRoom, query } from './define.ts'
import { Message } from './messages.ts'
import { Person } from './users.ts'
import { Id, Seq } from './values.ts'

const allow = {
  owner: 'of the room',
  member: 'of the room; where only announcements are made, as a moderator',
  guest: false,
  nobody: false,
} as const

const errors = [
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
] as const

/** Puts a message into the list of what everybody in the room should find. One that is there changes nothing. */
export const messagePin = command('message.pin', {
  about: 'Pins a message: it is in the room’s list of what everybody should find.',
  input: { messageId: Id },
  errors,
  allow,
})

/** Takes a message out of that list. */
export const messageUnpin = command('message.unpin', {
  about: 'Takes a message out of the room’s list of pins.',
  input: { messageId: Id },
  errors,
  allow,
})

/** Reads the pinned messages of a room, the last pinned first. */
export const pinList = query('pin.list', {
  about: 'The pinned messages of a room, the last pinned first, from the one before `before`.',
  input: { roomId: Id, before: z.optional(Seq) },
  output: z.object({
    messages: z.array(Message),
    people: z.array(Person),
    /** The room's head when this was read. */
    head: Seq,
    /** The `before` of the next page; null: there is none. */
    next: z.nullable(Seq),
  }),
  errors: ['bad_input', 'not_logged_in', 'room_not_found'],
  allow: ofTheRoom,
})
