import { expect, test } from 'bun:test'
import { aMe, aMessage, anEntry, ANN, aRoom, aPerson, BOB, frozen, idOf, ROOM } from '../../test/samples.ts'
import { refresh, userWith } from './snapshots.ts'
import { userFrom, type UserState, withRoom } from './user.ts'
import { replaceWindow } from './window.ts'

const NO_SECTIONS = { own: [], collapsed: [] }
const OTHER = idOf(7)
const NEW = idOf(8)

const entryAt = (id: string, head: number, readSeq = 0) => {
  const membership = {
    role: 'member',
    joinedAt: '',
    lastPostedAt: null,
    readSeq,
    hiddenSeq: -1,
    level: 'mentions',
    markedSeq: 0,
    sectionId: null,
  } as const
  return anEntry({ room: aRoom({ id, lastMessageSeq: head }), head, membership })
}
const read = (entries = [entryAt(ROOM, 10), entryAt(OTHER, 10)], head = 5) =>
  userFrom({ entries, people: [], head, epoch: 'e', sections: NO_SECTIONS }, aMe())

function withWindow(user: UserState, id: string): UserState {
  const room = user.rooms[id]
  const window = replaceWindow({ messages: [aMessage(9)], hasOlder: true, hasNewer: false })
  return room ? withRoom(user, { ...room, window, members: [] }) : user
}

test('what is followed is newer than the snapshot and stays, what is not is replaced', () => {
  const known = frozen(withWindow(withWindow(read(), ROOM), OTHER))
  const fresh = frozen(read([entryAt(ROOM, 30), entryAt(OTHER, 30)], 9))
  const next = refresh(known, fresh, (log) => log === ANN || log === ROOM)
  expect(next.cursor).toBe(5)
  expect(next.rooms[ROOM]).toBe(known.rooms[ROOM])
  expect(next.rooms[OTHER]).toMatchObject({ cursor: 30, room: { lastMessageSeq: 30 }, members: [] })
})

test('a window that is shown stays, and does not reach the present unless nothing happened', () => {
  const known = withWindow(withWindow(read(), ROOM), OTHER)
  const next = refresh(known, read([entryAt(ROOM, 30), entryAt(OTHER, 10)]), () => false)
  expect(next.rooms[ROOM]?.window).toMatchObject({ hasNewer: true, messages: [{ seq: 9 }] })
  expect(next.rooms[OTHER]?.window?.hasNewer).toBe(false)
  const restored = refresh(known, read([entryAt(ROOM, 4)]), () => false)
  expect(restored.rooms[ROOM]?.window).toBeNull()
})

test('without one’s own log, rooms and read cursors are those of the snapshot, and cursors do not go back', () => {
  const unread = { ...entryAt(OTHER, 10, 2), unread: 1 }
  const known = read([entryAt(ROOM, 10, 8), unread])
  const fresh = read([entryAt(ROOM, 30, 3), entryAt(NEW, 1)], 9)
  const next = refresh(known, fresh, (log) => log === ROOM)
  expect(next.cursor).toBe(9)
  expect(Object.keys(next.rooms).sort()).toEqual([NEW, ROOM].sort())
  expect(next.rooms[ROOM]).toMatchObject({ cursor: 10, membership: { readSeq: 8 } })
  const other = refresh(known, read([entryAt(OTHER, 30, 10)]), (log) => log === OTHER)
  expect(other.rooms[OTHER]).toMatchObject({ cursor: 10, unread: 0, membership: { readSeq: 10 } })
})

test('with one’s own log, a room that the snapshot does not have any more is gone, and one that is looked at stays', () => {
  const visited = { ...entryAt(NEW, 0), membership: null }
  const known = read([entryAt(ROOM, 10), visited])
  const next = refresh(known, read([]), (log) => log === ANN)
  expect(Object.keys(next.rooms)).toEqual([NEW])
})

test('a page’s room is shown at once, and reaches the present only if it is as new as the list', () => {
  const list = { entries: [entryAt(ROOM, 10)], people: [], head: 5, epoch: 'e', sections: NO_SECTIONS }
  const page = { messages: [aMessage(9)], people: [aPerson(BOB)], head: 10, hasOlder: false, hasNewer: false }
  const shown = userWith({ me: aMe(), list, room: { roomId: ROOM, page } })
  expect(shown.rooms[ROOM]?.window).toMatchObject({ hasNewer: false, messages: [{ seq: 9 }] })
  expect(shown.people[BOB]).toBeDefined()
  const old = userWith({ me: aMe(), list, room: { roomId: ROOM, page: { ...page, head: 9 } } })
  expect(old.rooms[ROOM]?.window?.hasNewer).toBe(true)
  expect(userWith({ me: aMe(), list, room: { roomId: OTHER, page } }).rooms[ROOM]?.window).toBeNull()
})

test('the pins that a page came with are there at once, with those who said them', () => {
  const list = { entries: [entryAt(ROOM, 10)], people: [], head: 5, epoch: 'e', sections: NO_SECTIONS }
  const page = { messages: [aMessage(9)], people: [], hasOlder: false, hasNewer: false, head: 10 }
  const pins = { messages: [aMessage(4)], people: [aPerson(BOB)], head: 10, next: 4 }
  const shown = userWith({ me: aMe(), list, room: { roomId: ROOM, page, pins } })
  expect(shown.rooms[ROOM]?.pins).toMatchObject({ messages: [{ seq: 4 }], next: 4 })
  expect(shown.people[BOB]).toBeDefined()
  expect(userWith({ me: aMe(), list, room: { roomId: ROOM, page } }).rooms[ROOM]?.pins).toBeNull()
})
