import type { RoomEvent, UserEvent } from '@parley/protocol/events.ts'
import type { Member } from '@parley/protocol/memberships.ts'
import { PLAIN } from '@parley/protocol/answers.ts'
import type { Message } from '@parley/protocol/messages.ts'
import type { Room, RoomEntry } from '@parley/protocol/rooms.ts'
import type { Person } from '@parley/protocol/users.ts'
import type { Me } from '@parley/protocol/accounts.ts'

/** A readable id that the protocol takes: `idOf(7)`. */
export function idOf(n: number): string {
  return `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
}

export const ANN = idOf(0xa)
export const BOB = idOf(0xb)
export const EVE = idOf(0xe)
export const ROOM = idOf(0x100)

/** The time of the event with this seq: one a second. */
export function atSeq(seq: number): string {
  return new Date(Date.UTC(2026, 0, 1) + seq * 1000).toISOString()
}

export function aPerson(id: string, displayName = id.slice(-1)): Person {
  return { id, userName: displayName, displayName, role: 'member', statusEmoji: '', statusText: '', statusUntil: null }
}

export function aMe(id = ANN): Me {
  const presence = { availability: 'auto', availabilityUntil: null, showsLastSeen: false } as const
  const chosen = { ...presence, language: 'auto', sendsWith: 'enter' } as const
  const settings = { keywords: [], tellsReading: true }
  return { ...aPerson(id), bio: '', timeZone: 'UTC', createdAt: atSeq(0), ...chosen, ...settings }
}

export function aRoom(change: Partial<Room> = {}): Room {
  return {
    id: ROOM,
    kind: 'public',
    name: 'general',
    description: '',
    topic: '',
    openToGuests: false,
    announcementsOnly: false,
    slowModeS: 0,
    isArchived: false,
    peopleIds: [],
    memberCount: 2,
    lastMessageSeq: 0,
    lastMessageAt: null,
    createdAt: atSeq(1),
    version: 1,
    isClosed: false,
    ...change,
  }
}

export function anEntry(change: Partial<RoomEntry> = {}): RoomEntry {
  const membership = {
    role: 'member',
    joinedAt: atSeq(2),
    lastPostedAt: null,
    readSeq: 0,
    hiddenSeq: -1,
    level: 'mentions',
    markedSeq: 0,
    sectionId: null,
  } as const
  return { room: aRoom(), membership, head: 2, unread: 0, reasons: {}, ...change }
}

export function aMember(userId: string, version: number): Member {
  return { userId, role: 'member', joinedAt: atSeq(version), version }
}

export function aMessage(seq: number, change: Partial<Message> = {}): Message {
  const id = idOf(0x10000 + seq)
  return {
    id,
    roomId: ROOM,
    seq,
    version: seq,
    authorId: BOB,
    body: `m${seq}`,
    at: atSeq(seq),
    editedAt: null,
    deletedAt: null,
    ...PLAIN,
    ...change,
  }
}

export function posted(seq: number, change: Partial<Message> = {}): RoomEvent {
  const message = aMessage(seq, change)
  return {
    type: 'message.posted',
    seq,
    at: atSeq(seq),
    actorId: message.authorId,
    subjectId: message.id,
    message,
    thread: null,
  }
}

export function edited(seq: number, of: number, body = `edited at ${seq}`): RoomEvent {
  const message = aMessage(of, { version: seq, body, editedAt: atSeq(seq) })
  return {
    type: 'message.edited',
    seq,
    at: atSeq(seq),
    actorId: message.authorId,
    subjectId: message.id,
    message,
    thread: null,
  }
}

export function deleted(seq: number, of: number, lastMessageSeq = of - 1): RoomEvent {
  const message = aMessage(of, { version: seq, body: '', deletedAt: atSeq(seq) })
  const lastMessageAt = lastMessageSeq === 0 ? null : atSeq(lastMessageSeq)
  const base = { seq, at: atSeq(seq), actorId: message.authorId, subjectId: message.id }
  return { type: 'message.deleted', ...base, message, thread: null, lastMessageSeq, lastMessageAt }
}

/** Somebody reacts, after which these are all emoji of his, and the only ones on the message. */
export function reacted(seq: number, of: number, actorId: string, own: string[]) {
  const reactions = own.map((emoji) => ({ emoji, count: 1, userIds: [actorId] }))
  const message = aMessage(of, { version: seq, ...(own.length > 0 ? { reactions } : {}) })
  const base = { seq, at: atSeq(seq), actorId, subjectId: message.id }
  return { ...base, type: 'reaction.added', message, thread: null, emoji: own.at(-1) ?? '👍', own } satisfies RoomEvent
}

export function memberEvent(
  type: 'member.joined' | 'member.left' | 'member.edited' | 'member.role-set',
  seq: number,
  userId: string,
  member: Member | null,
  memberCount = 2,
): RoomEvent {
  return { type, seq, at: atSeq(seq), actorId: userId, subjectId: userId, member, memberCount }
}

export function roomEvent(type: 'room.created' | 'room.edited' | 'room.closed', seq: number, room: Room): RoomEvent {
  return { type, seq, at: atSeq(seq), actorId: ANN, subjectId: room.id, room }
}

type Later = { draft: unknown } | { scheduled: unknown } | { reminder: unknown }

type Plain = Exclude<
  UserEvent,
  | { entry: unknown }
  | { me: unknown }
  | { readSeq: unknown }
  | { thread: unknown }
  | { sections: unknown }
  | Later
  | { isSaved: unknown }
>['type']

export function plainEvent(type: Plain, seq: number, subjectId = ANN): UserEvent {
  return { type, seq, at: atSeq(seq), actorId: ANN, subjectId }
}

export function entryEvent(
  type: 'room.joined' | 'room.hidden' | 'room.placed',
  seq: number,
  entry: RoomEntry | null,
): UserEvent {
  return { type, seq, at: atSeq(seq), actorId: ANN, subjectId: entry?.room.id ?? ROOM, entry }
}

export function cursorEvent(seq: number, readSeq: number): UserEvent {
  return { type: 'cursor.advanced', seq, at: atSeq(seq), actorId: ANN, subjectId: ROOM, readSeq }
}

/** Freezes all the way down, so that a function that changes its input throws. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) frozen(part)
  }
  return value
}
