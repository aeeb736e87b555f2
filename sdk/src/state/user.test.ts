import { expect, test } from 'bun:test'
import type { UserEvent } from '@parley/protocol/events.ts'
import {
  aMe,
  anEntry,
  ANN,
  aPerson,
  aRoom,
  BOB,
  cursorEvent,
  deleted,
  entryEvent,
  frozen,
  idOf,
  plainEvent,
  posted,
  ROOM,
} from '../../test/samples.ts'
import { applyEvent } from './room.ts'
import { applyRoomEvent, applyUserEvent, listRooms, mergePeople, userFrom, withRoom } from './user.ts'

const aUser = (entries = [anEntry()]) =>
  frozen(
    userFrom({ entries, people: [aPerson(BOB)], head: 5, epoch: 'e1', sections: { own: [], collapsed: [] } }, aMe()),
  )

test('a snapshot becomes a state that knows oneself, the rooms and their people', () => {
  const user = aUser()
  expect(user).toMatchObject({ cursor: 5, epoch: 'e1', me: { id: ANN } })
  expect(Object.keys(user.people).sort()).toEqual([ANN, BOB])
  expect(user.rooms[ROOM]).toMatchObject({ cursor: 2, window: null, members: null })
})

test('one comes into a room and out of it, and an event that is already known changes nothing', () => {
  const other = anEntry({ room: aRoom({ id: idOf(7), name: 'two' }), head: 40 })
  const joined = applyUserEvent(aUser(), entryEvent('room.joined', 6, other))
  expect(joined.rooms[idOf(7)]?.cursor).toBe(40)
  expect(applyUserEvent(joined, entryEvent('room.joined', 6, null))).toBe(joined)
  const left = applyUserEvent(joined, plainEvent('room.left', 7, idOf(7)))
  expect(Object.keys(left.rooms)).toEqual([ROOM])
  expect(left.cursor).toBe(7)
})

test('joining a room that is already known takes the membership alone: its own log tells the rest', () => {
  const heard = withRoom(aUser(), applyEvent(anotherRoomState(), posted(3), aMe()))
  const entry = anEntry({ head: 99, room: aRoom({ lastMessageSeq: 99 }) })
  const after = applyUserEvent(heard, entryEvent('room.joined', 6, entry))
  expect(after.rooms[ROOM]).toMatchObject({ cursor: 3, unread: 1, room: { lastMessageSeq: 3 } })
})

function anotherRoomState() {
  const room = aUser().rooms[ROOM]
  if (!room) throw new Error('the sample has no room')
  return room
}

test('a direct room is hidden until something is said, and gone when one may not see it', () => {
  const entry = anEntry({ room: aRoom({ kind: 'direct', lastMessageSeq: 2 }) })
  const user = aUser([entry])
  expect(listRooms(user)).toHaveLength(1)
  const membership = {
    role: 'member',
    joinedAt: '',
    lastPostedAt: null,
    readSeq: 0,
    hiddenSeq: 2,
    level: 'everything',
    markedSeq: 0,
    sectionId: null,
  } as const
  const hidden = applyUserEvent(user, entryEvent('room.hidden', 6, { ...entry, membership }))
  expect(listRooms(hidden)).toHaveLength(0)
  const room = hidden.rooms[ROOM]
  expect(room && listRooms(withRoom(hidden, applyEvent(room, posted(3), aMe())))).toHaveLength(1)
  expect(applyUserEvent(hidden, entryEvent('room.hidden', 7, null)).rooms).toEqual({})
})

test('reading on another device reads here', () => {
  const user = withRoom(aUser(), applyEvent(anotherRoomState(), posted(3), aMe()))
  const after = applyUserEvent(user, cursorEvent(6, 3))
  expect(after.rooms[ROOM]).toMatchObject({ unread: 0, membership: { readSeq: 3 } })
  expect(applyUserEvent(aUser([]), cursorEvent(6, 3)).cursor).toBe(6)
})

test('a new profile is one’s own and everybody’s view of oneself', () => {
  const me = { ...aMe(), displayName: 'Ann B.' }
  for (const type of ['profile.edited', 'account.registered'] as const) {
    const after = applyUserEvent(aUser(), { type, seq: 6, at: '', actorId: ANN, subjectId: ANN, me })
    expect(after.me.displayName).toBe('Ann B.')
    expect(after.people[ANN]?.displayName).toBe('Ann B.')
    expect(Object.keys(after.people[ANN] ?? {})).not.toContain('bio')
  }
})

test('rooms are listed by their last activity, without those that one only looks at', () => {
  const at = (n: number, id: number) =>
    anEntry({ room: aRoom({ id: idOf(id), lastMessageSeq: n, lastMessageAt: `2026-01-0${n}T00:00:00.000Z` }) })
  const visited = { ...at(9, 4), membership: null }
  const user = aUser([at(1, 1), at(3, 3), at(2, 2), visited])
  expect(listRooms(user).map((room) => room.room.lastMessageSeq)).toEqual([3, 2, 1])
})

test('people who did not change leave the map as it is', () => {
  const people = mergePeople({}, [aPerson(BOB)])
  expect(mergePeople(frozen(people), [aPerson(BOB)])).toBe(people)
  expect(mergePeople(people, [aPerson(BOB, 'Robert')])[BOB]?.displayName).toBe('Robert')
})

const reminder = { messageId: idOf(0x10003), roomId: ROOM, at: '2026-01-01T00:00:09.000Z', version: 6 }
const reminderEvent = (type: 'reminder.set' | 'reminder.fired' | 'reminder.seen', seq: number, change: object) =>
  ({ ...plainEvent('room.left', seq, reminder.messageId), type, reminder: { ...reminder, ...change } }) as UserEvent

test('a reminder that came is something to read until it is seen, its message is deleted or its room is lost', () => {
  const set = applyUserEvent(aUser(), reminderEvent('reminder.set', 6, { firedAt: null, seenAt: null }))
  expect(set.reminded).toEqual({})
  const came = applyUserEvent(frozen(set), reminderEvent('reminder.fired', 7, { firedAt: reminder.at, seenAt: null }))
  expect(came.reminded).toEqual({ [reminder.messageId]: ROOM })
  const seen = reminderEvent('reminder.seen', 8, { firedAt: reminder.at, seenAt: reminder.at })
  expect(applyUserEvent(frozen(came), seen).reminded).toEqual({})
  expect(applyUserEvent(frozen(came), plainEvent('room.left', 8, ROOM)).reminded).toEqual({})
  expect(applyRoomEvent(frozen(came), ROOM, deleted(4, 3)).reminded).toEqual({})
  expect(applyRoomEvent(frozen(came), ROOM, deleted(4, 2)).reminded).toEqual(came.reminded)
})
