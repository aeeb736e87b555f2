import type { RoomEvent } from '@parley/protocol/events.ts'
import type { Member, Membership } from '@parley/protocol/memberships.ts'
import { isInTimeline } from '@parley/protocol/answers.ts'
import type { Message } from '@parley/protocol/messages.ts'
import type { Reasons } from '@parley/protocol/reasons.ts'
import type { Room, RoomEntry } from '@parley/protocol/rooms.ts'
import { applyToThread, type OpenThread } from './thread.ts'
import {
  countUnread,
  type Reader,
  reasonsFor,
  type Replies,
  repliesAfter,
  stillUnread,
  threadReason,
  unreadAfter,
  withReasons,
} from './unread.ts'
import { applyToPins, type Pins } from './pins.ts'
import { applyToWindow, asToldTo, type Window } from './window.ts'

type MemberEvent = Extract<RoomEvent, { member: unknown }>

/** What one knows of a room after the event at `cursor`. */
export type RoomState = {
  readonly room: Room
  /** Null: one may see the room but is not in it. */
  readonly membership: Membership | null
  /** 0, or at least 1 and as many messages as concern one. */
  readonly unread: number
  /** Which unread messages concern one, and why. */
  readonly reasons: Reasons
  /** Those of them that are in threads. */
  readonly replies: Replies
  /** The head of the room when the server last told what is unread: it may be ahead of what was applied. */
  readonly toldTo: number
  /** The last seq of the room's log that is in here. */
  readonly cursor: number
  /** Null until the room was opened. */
  readonly window: Window | null
  /** The people of the room in no order; null until they were asked for. */
  readonly members: readonly Member[] | null
  /** Null until they were asked for. */
  readonly pins: Pins | null
  /** The thread that is open beside it; null where none is. */
  readonly thread: OpenThread | null
}

/** The state of a room as a snapshot tells it. */
export function roomFrom(entry: RoomEntry): RoomState {
  const { room, membership, unread, reasons, replies = {}, head } = entry
  return {
    room,
    membership,
    unread,
    reasons,
    replies,
    toldTo: head,
    cursor: head,
    window: null,
    members: null,
    pins: null,
    thread: null,
  }
}

/** The room after one more event of its log. An event that is already in the state changes nothing. */
export function applyEvent(state: RoomState, event: RoomEvent, reader: Reader): RoomState {
  if (event.seq <= state.cursor) return state
  const next = applied({ ...state, cursor: event.seq }, event, reader)
  return counted(next)
}

function applied(state: RoomState, event: RoomEvent, reader: Reader): RoomState {
  switch (event.type) {
    case 'room.created':
    case 'room.edited':
    case 'room.closed':
    case 'room.archived':
    case 'room.restored':
    case 'room.converted':
      return { ...state, room: mergeRoom(state.room, event.room) }
    case 'member.joined':
    case 'member.left':
    case 'member.edited':
    case 'member.role-set': {
      const room = { ...state.room, memberCount: event.memberCount }
      const members = state.members && applyToMembers(state.members, event)
      return { ...state, room, members, membership: withRole(state.membership, event, reader.id) }
    }
    case 'message.posted':
      return withMessage(withPosted(state, event.message, reader.id), event, reader)
    case 'message.edited':
      return withMessage(state, event, reader)
    case 'message.deleted': {
      const { lastMessageSeq, lastMessageAt } = event
      return withMessage({ ...state, room: { ...state.room, lastMessageSeq, lastMessageAt } }, event, reader)
    }
    case 'message.pinned':
    case 'message.unpinned':
      return withMessage(state, event, reader)
    case 'reaction.added':
    case 'reaction.removed':
      return withMessage(state, asToldTo(event, reader.id), reader)
    default:
      event satisfies never
      return state
  }
}

function withRole(own: Membership | null, { subjectId, member }: MemberEvent, ownId: string): Membership | null {
  return own && member && subjectId === ownId ? { ...own, role: member.role } : own
}

/** The people of a room after an event. Safe to repeat: older versions change nothing. */
export function applyToMembers(members: readonly Member[], event: RoomEvent): readonly Member[] {
  if (!('member' in event)) return members
  const known = members.find((member) => member.userId === event.subjectId)
  const version = event.member?.version ?? event.seq
  if (known && known.version > version) return members
  const others = members.filter((member) => member !== known)
  return event.member ? [...others, event.member] : others
}

/** A room whose read cursor moved: it never goes back. */
export function withReadSeq(state: RoomState, asked: number): RoomState {
  const { membership } = state
  if (!membership || asked <= membership.readSeq) return state
  return counted({ ...state, membership: { ...membership, readSeq: asked } })
}

/** A room of which the server told anew what is unread; what happens in it is told by its log. */
export function withTold(state: RoomState, { membership, reasons, replies = {}, head }: RoomEntry): RoomState {
  const readSeq = Math.max(membership?.readSeq ?? 0, state.membership?.readSeq ?? 0)
  const told = membership && { ...membership, readSeq }
  return counted({ ...state, membership: told, reasons, replies, toldTo: Math.max(state.toldTo, head) })
}

/** A room of which is known which unread messages have one of one's keywords. */
export function withKeywordsIn(state: RoomState, seqs: readonly number[]): RoomState {
  const { keyword: _, ...others } = state.reasons
  return counted({ ...state, reasons: seqs.length === 0 ? others : { ...others, keyword: [...seqs] } })
}

/** A room of whose threads one more is read, or followed, or not. */
export function withRepliesIn(state: RoomState, replies: Replies): RoomState {
  return replies === state.replies ? state : counted({ ...state, replies })
}

function counted(state: RoomState): RoomState {
  const { room, membership, replies } = state
  if (membership === null) return { ...state, reasons: {}, unread: 0 }
  const ofThreads = membership.level === 'nothing' ? {} : threadReason(replies)
  const reasons = { ...stillUnread(state.reasons, unreadAfter(membership), state.cursor), ...ofThreads }
  return { ...state, reasons, unread: countUnread(room, membership, reasons) }
}

function withMessage(state: RoomState, event: RoomEvent, reader: Reader): RoomState {
  if (!('message' in event)) return state
  const { message } = event
  const { room, membership, window, thread, pins, replies } = state
  const why = membership ? reasonsFor(message, room, membership.level, reader) : []
  // What the server told last knows of it already.
  const isTold = event.type === 'message.posted' && message.seq <= state.toldTo
  return {
    ...state,
    reasons: withReasons(state.reasons, message.seq, why),
    replies: isTold ? replies : repliesAfter(replies, event, reader),
    window: window && applyToWindow(window, event),
    thread: thread && applyToThread(thread, event),
    pins: pins && applyToPins(pins, event),
  }
}

function withPosted(state: RoomState, message: Message, ownId: string): RoomState {
  const { seq, at, authorId, deletedAt } = message
  const isOwn = authorId === ownId
  const membership = state.membership && isOwn ? { ...state.membership, lastPostedAt: at } : state.membership
  if (!isInTimeline(message)) return { ...state, membership }
  const isLatest = seq >= state.room.lastMessageSeq && deletedAt === null
  const room = isLatest ? { ...state.room, lastMessageSeq: seq, lastMessageAt: at } : state.room
  if (!membership || !isOwn) return { ...state, room, membership }
  const readSeq = Math.max(seq, membership.readSeq)
  // A mark that was told after it stands.
  const markedSeq = seq > state.toldTo ? 0 : membership.markedSeq
  return { ...state, room, membership: { ...membership, readSeq, markedSeq } }
}

/** An event carries the room as it was when it was read, which may be later than the event: its last message never goes back. */
function mergeRoom(known: Room, read: Room): Room {
  const { lastMessageSeq, lastMessageAt } = known.lastMessageSeq > read.lastMessageSeq ? known : read
  const newer = read.version >= known.version ? read : known
  return { ...newer, memberCount: read.memberCount, lastMessageSeq, lastMessageAt }
}
