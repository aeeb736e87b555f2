import type { RoomEvent } from '@parley/protocol/events.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { Member, Membership } from '@parley/protocol/memberships.ts'
import { isInTimeline } from '@parley/protocol/answers.ts'
import type { Message } from '@parley/protocol/messages.ts'
import type { Room, RoomEntry } from '@parley/protocol/rooms.ts'
import { applyToThread, type OpenThread } from './thread.ts'
import { applyToWindow, asToldTo, type Window } from './window.ts'

/** What one knows of a room after the event at `cursor`. */
export type RoomState = {
  readonly room: Room
  /** Null: one may see the room but is not in it. */
  readonly membership: Membership | null
  readonly unread: number
  /** The last seq that `unread` counts: a count that was told may be ahead of what was applied. */
  readonly countedTo: number
  /** The seqs of what others said in a direct room and one has not read, as far as it was applied here. */
  readonly heard: readonly number[]
  /** The last seq of the room's log that is in here. */
  readonly cursor: number
  /** Null until the room was opened. */
  readonly window: Window | null
  /** The people of the room in no order; null until they were asked for. */
  readonly members: readonly Member[] | null
  /** The thread that is open beside it; null where none is. */
  readonly thread: OpenThread | null
}

/** The state of a room as a snapshot tells it. */
export function roomFrom(entry: RoomEntry): RoomState {
  const { room, membership, unread, head } = entry
  return {
    room,
    membership,
    unread,
    countedTo: head,
    heard: [],
    cursor: head,
    window: null,
    members: null,
    thread: null,
  }
}

/** The room after one more event of its log. An event that is already in the state changes nothing. */
export function applyEvent(state: RoomState, event: RoomEvent, ownId: string): RoomState {
  if (event.seq <= state.cursor) return state
  const next = { ...state, cursor: event.seq }
  switch (event.type) {
    case 'room.created':
    case 'room.edited':
    case 'room.closed':
      return { ...next, room: mergeRoom(state.room, event.room) }
    case 'member.joined':
    case 'member.left':
    case 'member.edited': {
      const room = { ...state.room, memberCount: event.memberCount }
      return { ...next, room, members: state.members && applyToMembers(state.members, event) }
    }
    case 'message.posted':
      return withMessage(isInTimeline(event.message) ? withPosted(next, event.message, ownId) : next, event)
    case 'message.edited':
    case 'message.deleted':
      return withMessage(next, event)
    case 'reaction.added':
    case 'reaction.removed':
      return withMessage(next, asToldTo(event, ownId))
    default:
      event satisfies never
      return next
  }
}

function withMessage(state: RoomState, event: RoomEvent): RoomState {
  const { window, thread } = state
  return { ...state, window: window && applyToWindow(window, event), thread: thread && applyToThread(thread, event) }
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

/** A room whose read cursor moved. `told`: how many are unread after `asked` up to `head`, if somebody counted. */
export function withReadSeq(state: RoomState, asked: number, ownId: string, told?: Told): RoomState {
  if (!state.membership || asked < state.membership.readSeq) return state
  const membership = { ...state.membership, readSeq: asked }
  const heard = state.heard.filter((seq) => seq > asked)
  return { ...state, membership, heard, ...countUnread({ ...state, heard }, asked, ownId, told) }
}

type Told = { readonly unread: number; readonly head: number }
type Count = Pick<RoomState, 'unread' | 'countedTo'>

function countUnread(state: RoomState, readSeq: number, ownId: string, told: Told | undefined): Count {
  const { room, window, cursor, heard } = state
  if (room.lastMessageSeq <= readSeq) return { unread: 0, countedTo: cursor }
  if (room.kind !== 'direct') return { unread: 1, countedTo: cursor }
  const first = window?.messages[0]
  if (window && !window.hasNewer && (!window.hasOlder || (first && first.seq <= readSeq + 1))) {
    const unread = window.messages.filter((message) => message.seq > readSeq && message.authorId !== ownId)
    return { unread: atMost(unread.length), countedTo: cursor }
  }
  if (!told) return { unread: state.unread, countedTo: state.countedTo }
  // Who counted did not know of what came here since.
  const later = heard.filter((seq) => seq > told.head)
  return { unread: atMost(told.unread + later.length), countedTo: Math.max(cursor, told.head) }
}

function atMost(unread: number): number {
  return Math.min(LIMITS.unreadCount, unread)
}

function withPosted(state: RoomState, message: Message, ownId: string): RoomState {
  const { seq, at, authorId } = message
  const isLatest = seq >= state.room.lastMessageSeq
  const room = isLatest ? { ...state.room, lastMessageSeq: seq, lastMessageAt: at } : state.room
  const isOwn = authorId === ownId
  const membership = state.membership && isOwn ? { ...state.membership, lastPostedAt: at } : state.membership
  if (!membership || seq <= membership.readSeq) return { ...state, room, membership }
  if (isOwn)
    return { ...state, room, unread: 0, countedTo: seq, heard: [], membership: { ...membership, readSeq: seq } }
  if (room.kind !== 'direct') return { ...state, room, unread: 1 }
  const heard = [...state.heard, seq].slice(-LIMITS.unreadCount)
  return { ...state, room, heard, unread: seq <= state.countedTo ? state.unread : atMost(state.unread + 1) }
}

/** An event carries the room as it was when it was read, which may be later than the event: its last message never goes back. */
function mergeRoom(known: Room, read: Room): Room {
  const { lastMessageSeq, lastMessageAt } = known.lastMessageSeq > read.lastMessageSeq ? known : read
  const newer = read.version >= known.version ? read : known
  return { ...newer, memberCount: read.memberCount, lastMessageSeq, lastMessageAt }
}
