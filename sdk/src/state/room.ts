import type { RoomEvent } from '@parley/protocol/events.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { Member, Membership } from '@parley/protocol/memberships.ts'
import type { Message } from '@parley/protocol/messages.ts'
import type { Room, RoomEntry } from '@parley/protocol/rooms.ts'
import { applyToWindow, type Window } from './window.ts'

/** What one knows of a room after the event at `cursor`. */
export type RoomState = {
  readonly room: Room
  /** Null: one may see the room but is not in it. */
  readonly membership: Membership | null
  readonly unread: number
  /** The last seq of the room's log that is in here. */
  readonly cursor: number
  /** Null until the room was opened. */
  readonly window: Window | null
  /** The people of the room in no order; null until they were asked for. */
  readonly members: readonly Member[] | null
}

/** The state of a room as a snapshot tells it. */
export function roomFrom(entry: RoomEntry): RoomState {
  const { room, membership, unread, head } = entry
  return { room, membership, unread, cursor: head, window: null, members: null }
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
      return { ...withPosted(next, event.message, ownId), window: state.window && applyToWindow(state.window, event) }
    case 'message.edited':
    case 'message.deleted':
      return { ...next, window: state.window && applyToWindow(state.window, event) }
    default:
      event satisfies never
      return next
  }
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

/** A room whose read cursor moved. `counted`: how many are unread after that, where that cannot be known from here. */
export function withReadSeq(state: RoomState, asked: number, ownId: string, counted: number): RoomState {
  if (!state.membership) return state
  const readSeq = Math.max(asked, state.membership.readSeq)
  const membership = { ...state.membership, readSeq }
  return { ...state, membership, unread: countUnread(state, readSeq, ownId, counted) }
}

function countUnread(state: RoomState, readSeq: number, ownId: string, counted: number): number {
  const { room, window } = state
  if (room.lastMessageSeq <= readSeq) return 0
  if (room.kind !== 'direct') return 1
  const first = window?.messages[0]
  if (!window || window.hasNewer || (window.hasOlder && (!first || first.seq > readSeq + 1))) return counted
  const unread = window.messages.filter((message) => message.seq > readSeq && message.authorId !== ownId)
  return Math.min(LIMITS.unreadCount, unread.length)
}

function withPosted(state: RoomState, message: Message, ownId: string): RoomState {
  const { seq, at, authorId } = message
  const isLatest = seq >= state.room.lastMessageSeq
  const room = isLatest ? { ...state.room, lastMessageSeq: seq, lastMessageAt: at } : state.room
  const { membership } = state
  if (!membership || seq <= membership.readSeq) return { ...state, room }
  if (authorId === ownId) return { ...state, room, unread: 0, membership: { ...membership, readSeq: seq } }
  const unread = room.kind === 'direct' ? Math.min(LIMITS.unreadCount, state.unread + 1) : 1
  return { ...state, room, unread }
}

/** An event carries the room as it was when it was read, which may be later than the event: its last message never goes back. */
function mergeRoom(known: Room, read: Room): Room {
  const { lastMessageSeq, lastMessageAt } = known.lastMessageSeq > read.lastMessageSeq ? known : read
  const newer = read.version >= known.version ? read : known
  return { ...newer, memberCount: read.memberCount, lastMessageSeq, lastMessageAt }
}
