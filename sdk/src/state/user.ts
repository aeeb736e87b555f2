import type { Me } from '@parley/protocol/accounts.ts'
import type { RoomEvent, UserEvent } from '@parley/protocol/events.ts'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import type { Reminder } from '@parley/protocol/reminders.ts'
import type { RoomEntry } from '@parley/protocol/rooms.ts'
import type { Sections } from '@parley/protocol/sections.ts'
import type { Person } from '@parley/protocol/users.ts'
import type { ThreadEntry } from '@parley/protocol/threads.ts'
import { applyEvent, roomFrom, type RoomState, withKeywordsIn, withReadSeq, withRepliesIn, withTold } from './room.ts'
import { applyToThreads, type Threads, withoutThreadsOf, withThreadEntry } from './thread.ts'
import { withReplies } from './unread.ts'

/** Everybody who was mentioned by an answer or an event, by id. */
export type People = Readonly<Record<string, Person>>

/** What a person's devices know: oneself, one's rooms and their people, after the event at `cursor` of one's own log. */
export type UserState = {
  readonly me: Me
  /** The name of the database's history to which all cursors belong. */
  readonly epoch: string
  readonly cursor: number
  readonly rooms: Readonly<Record<string, RoomState>>
  /** How one has arranged one's list of rooms. */
  readonly sections: Sections
  readonly people: People
  /** No snapshot tells them all: those that were asked for, and those of which an event told. */
  readonly threads: Threads
  /** Whether one keeps a message, by its id: of those about which something was heard or asked. */
  readonly saved: Readonly<Record<string, boolean>>
  /** By room, how far one has read it, where the server was not told yet. */
  readonly unsentReads?: Readonly<Record<string, number>>
  /** The messages of which one was reminded and has not seen it, with their rooms. */
  readonly reminded: Readonly<Record<string, string>>
}

/** The state as snapshots tell it: `room.list`, and who one is. */
export function userFrom(list: QueryOutput<'room.list'>, me: Me): UserState {
  const rooms = Object.fromEntries(list.entries.map((entry) => [entry.room.id, roomFrom(entry)]))
  const people = mergePeople({}, [...list.people, personOf(me)])
  const reminded = Object.fromEntries((list.reminded ?? []).map(({ messageId, roomId }) => [messageId, roomId]))
  const { epoch, head: cursor, sections } = list
  return { me, epoch, cursor, rooms, sections, people, threads: {}, saved: {}, reminded }
}

/** The state after one more event of one's own log. An event that is already in the state changes nothing. */
export function applyUserEvent(state: UserState, event: UserEvent): UserState {
  if (event.seq <= state.cursor) return state
  const next = { ...state, cursor: event.seq }
  switch (event.type) {
    case 'account.registered':
    case 'profile.edited':
    case 'user.role-set':
      return { ...next, me: event.me, people: mergePeople(state.people, [personOf(event.me)]) }
    case 'room.joined':
    case 'room.hidden':
    case 'membership.edited':
    case 'room.placed':
      return withEntry(next, event.subjectId, event.entry)
    case 'room.left':
      return withoutRoom(next, event.subjectId)
    case 'sections.edited':
      return withSections(next, event.sections)
    case 'cursor.advanced': {
      const room = state.rooms[event.subjectId]
      return room ? withRoom(next, withReadSeq(room, event.readSeq)) : next
    }
    case 'thread.followed':
    case 'thread.unfollowed':
    case 'thread.advanced':
      return event.thread ? withThread(next, event.thread) : next
    case 'notifications.edited':
      return withKeywords({ ...next, me: event.me }, event.found)
    case 'message.saved':
    case 'message.unsaved':
      return { ...next, saved: { ...state.saved, [event.subjectId]: event.isSaved } }
    case 'reminder.set':
    case 'reminder.fired':
    case 'reminder.removed':
    case 'reminder.seen':
      return withReminder(next, event.subjectId, event.reminder)
    case 'draft.set':
    case 'message.scheduled':
    case 'scheduled.edited':
    case 'scheduled.cancelled':
    case 'scheduled.sent':
    case 'scheduled.failed':
    case 'community.founded':
    case 'community.edited':
    case 'password.changed':
    case 'session.started':
    case 'session.ended':
    case 'guest.entered':
    case 'guest.ended':
    case 'user.deactivated':
    case 'user.reactivated':
    case 'invite.created':
    case 'invite.revoked':
    case 'nothing.changed':
      return next
    default:
      event satisfies never
      return next
  }
}

function withReminder(state: UserState, messageId: string, reminder: Reminder | null): UserState {
  const { [messageId]: _, ...others } = state.reminded
  const isUnseen = reminder && reminder.firedAt !== null && reminder.seenAt === null
  return { ...state, reminded: isUnseen ? { ...others, [messageId]: reminder.roomId } : others }
}

/** A room of a section that is no more stands where its kind belongs. */
function withSections(state: UserState, sections: Sections): UserState {
  const ids = new Set(['favourites', ...sections.own.map((section) => section.id)])
  const rooms = Object.entries(state.rooms).map(([id, room]) => {
    const { membership } = room
    if (!membership || membership.sectionId === null || ids.has(membership.sectionId)) return [id, room] as const
    return [id, { ...room, membership: { ...membership, sectionId: null } }] as const
  })
  return { ...state, sections, rooms: Object.fromEntries(rooms) }
}

/** The state with what a page tells of messages that one keeps; what an event told of is newer. */
export function withSaved(state: UserState, ids: readonly string[] = []): UserState {
  if (ids.length === 0) return state
  return { ...state, saved: { ...Object.fromEntries(ids.map((id) => [id, true])), ...state.saved } }
}

/** The state with how far one has read a room, which the server is yet to be told; null: it knows. */
export function withUnsentRead(state: UserState, roomId: string, seq: number | null): UserState {
  const { [roomId]: known, ...others } = state.unsentReads ?? {}
  if (known === (seq ?? undefined)) return state
  return { ...state, unsentReads: seq === null ? others : { ...others, [roomId]: seq } }
}

/** The state with another state of one room. */
export function withRoom(state: UserState, room: RoomState): UserState {
  return { ...state, rooms: { ...state.rooms, [room.room.id]: room } }
}

/** The state without a room that one may no longer read. */
export function withoutRoom(state: UserState, roomId: string): UserState {
  const { [roomId]: _, ...rooms } = state.rooms
  const reminded = Object.fromEntries(Object.entries(state.reminded).filter(([, id]) => id !== roomId))
  return { ...state, rooms, threads: withoutThreadsOf(state.threads, roomId), reminded }
}

/** The state after one more event of a room's log. */
export function applyRoomEvent(state: UserState, roomId: string, event: RoomEvent): UserState {
  const room = state.rooms[roomId]
  if (!room || event.seq <= room.cursor) return state
  const next = withRoom(state, applyEvent(room, event, { ...state.me, threads: state.threads }))
  const threads = applyToThreads(state.threads, event, state.me.id)
  // Of what was deleted nobody is reminded.
  const isGone = event.type === 'message.deleted' && event.subjectId in state.reminded
  return isGone ? withReminder({ ...next, threads }, event.subjectId, null) : { ...next, threads }
}

/** Everybody known, with the newly read people in place of what was known of them. */
export function mergePeople(known: People, read: readonly Person[]): People {
  const news = read.filter((person) => !isSame(known[person.id], person))
  return news.length === 0 ? known : { ...known, ...Object.fromEntries(news.map((person) => [person.id, person])) }
}

/** One's own rooms as the list shows them: those not hidden, the latest activity first. */
export function listRooms(state: UserState): RoomState[] {
  const rooms = Object.values(state.rooms).filter((room) => room.membership && !isHidden(room))
  return rooms.sort((a, b) => (activityOf(a) < activityOf(b) ? 1 : -1))
}

function isHidden({ room, membership }: RoomState): boolean {
  return room.kind === 'direct' && room.lastMessageSeq <= (membership?.hiddenSeq ?? -1)
}

function activityOf({ room }: RoomState): string {
  return (room.lastMessageAt ?? room.createdAt) + room.id
}

/** The state with one's present membership of a room. The room's own log tells what happens in a room that is already known; only one's membership is taken from here. */
export function withEntry(state: UserState, roomId: string, entry: RoomEntry | null): UserState {
  if (!entry) return withoutRoom(state, roomId)
  const known = state.rooms[roomId]
  if (!known?.membership || !entry.membership) return withRoom(state, roomFrom(entry))
  return withRoom(state, withTold(known, entry))
}

/** The state with what was told of a thread: how one stands to it, and what is unread in it. */
export function withThread(state: UserState, told: ThreadEntry): UserState {
  const threads = withThreadEntry(state.threads, told)
  const { id, roomId, thread } = told.root
  const room = state.rooms[roomId]
  const { isFollowing, readSeq } = threads[id] ?? told
  const later = room?.replies[id]?.filter((seq) => seq > (thread?.lastReplySeq ?? 0)) ?? []
  const unread = isFollowing ? [...told.unread, ...later].filter((seq) => seq > readSeq) : []
  const next = { ...state, threads }
  return room ? withRoom(next, withRepliesIn(room, withReplies(room.replies, id, unread))) : next
}

function withKeywords(state: UserState, found: readonly { roomId: string; seqs: readonly number[] }[]): UserState {
  const seqs = new Map(found.map((one) => [one.roomId, one.seqs]))
  return Object.values(state.rooms).reduce(
    (all, room) => withRoom(all, withKeywordsIn(room, seqs.get(room.room.id) ?? [])),
    state,
  )
}

function personOf({ id, userName, displayName, role, statusEmoji, statusText, statusUntil }: Me): Person {
  return { id, userName, displayName, role, statusEmoji, statusText, statusUntil }
}

function isSame(a: Person | undefined, b: Person): boolean {
  return (
    a !== undefined &&
    a.displayName === b.displayName &&
    a.statusEmoji === b.statusEmoji &&
    a.statusText === b.statusText &&
    a.statusUntil === b.statusUntil &&
    a.role === b.role &&
    a.userName === b.userName
  )
}
