import * as z from 'zod/mini'
import { command, ofTheRoom } from './define.ts'
import { Id, Instant, Seq } from './values.ts'

/** What somebody is in a room; what each may do there is in `rights.ts`. */
export const RoomRole = z.enum(['owner', 'moderator', 'member'])
export type RoomRole = z.infer<typeof RoomRole>

/** One person in one room, as everybody in the room sees it. */
export const Member = z.object({
  userId: z.string(),
  role: RoomRole,
  joinedAt: Instant,
  /** The seq of the last event of the room's log that changed this. */
  version: Seq,
})
export type Member = z.infer<typeof Member>

/** What of a room concerns one: `everything`, `mentions` (and replies, followed threads, keywords), or `nothing`: it is mute. */
export const Level = z.enum(['everything', 'mentions', 'nothing'])
export type Level = z.infer<typeof Level>

/** One's own membership, which nobody else is told. */
export const Membership = z.object({
  role: RoomRole,
  joinedAt: Instant,
  /** When one last said something here: slow mode counts from it. */
  lastPostedAt: z.nullable(Instant),
  /** One has read up to this seq; it only grows. */
  readSeq: Seq,
  /** A direct room is hidden while its last message's seq is not greater than this; -1: shown though nothing was said. */
  hiddenSeq: z.int(),
  /** Unless one chose: `everything` in a direct room, else `mentions`. */
  level: Level,
  /** What was said from this seq on is unread again, however far one has read; 0: nothing is. */
  markedSeq: Seq,
  /** Where the room stands in one's own list: in a section of one's own, among the favourites, or (null) by its kind. */
  sectionId: z.nullable(z.string()),
})
export type Membership = z.infer<typeof Membership>

/** Moves one's read cursor forward, at most to the room's head. Asking for less changes nothing. */
export const cursorAdvance = command('cursor.advance', {
  about: 'Says that one has read a room up to `seq`; the cursor only grows, and never past the head.',
  input: { roomId: Id, seq: Seq },
  errors: ['bad_input', 'not_logged_in', 'room_not_found', 'id_reused'],
  allow: ofTheRoom,
})

/** Chooses what of a room concerns oneself. */
export const membershipSetLevel = command('membership.set-level', {
  about: 'Chooses what of a room concerns oneself: everything, mentions, or nothing (mute).',
  input: { roomId: Id, level: Level },
  errors: ['bad_input', 'not_logged_in', 'room_not_found', 'id_reused'],
  allow: ofTheRoom,
})

/** Marks a room unread from a seq on, beside the read cursor, until `seq` 0 takes the mark away or one says something. */
export const membershipMarkUnread = command('membership.mark-unread', {
  about:
    'Marks a room unread from `seq` on, whatever the cursor says; 0 takes the mark away, as one’s own message does.',
  input: { roomId: Id, seq: Seq },
  errors: ['bad_input', 'not_logged_in', 'room_not_found', 'id_reused'],
  allow: ofTheRoom,
})
