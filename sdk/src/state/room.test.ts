import { expect, test } from 'bun:test'
import type { RoomEntry } from '@parley/protocol/rooms.ts'
import {
  ANN,
  aMember,
  anEntry,
  aRoom,
  BOB,
  edited,
  EVE,
  frozen,
  memberEvent,
  posted,
  roomEvent,
} from '../../test/samples.ts'
import { applyEvent, applyToMembers, roomFrom, type RoomState, withReadSeq } from './room.ts'
import { replaceWindow } from './window.ts'

const aState = (change: Partial<RoomEntry> = {}, more: Partial<RoomState> = {}): RoomState =>
  frozen({ ...roomFrom(anEntry(change)), ...more })
const direct = { room: aRoom({ kind: 'direct', name: null }) }

test('a message makes the room unread for who reads it and read for who says it', () => {
  const heard = applyEvent(aState(), posted(3), ANN)
  expect(heard).toMatchObject({ cursor: 3, unread: 1, room: { lastMessageSeq: 3 }, membership: { readSeq: 0 } })
  expect(heard.room.lastMessageAt).not.toBeNull()
  expect(applyEvent(heard, posted(4), ANN).unread).toBe(1)
  const said = applyEvent(heard, posted(4, { authorId: ANN }), ANN)
  expect(said).toMatchObject({ unread: 0, membership: { readSeq: 4 } })
})

test('in a direct room unread messages are counted, at most 99', () => {
  let state = aState(direct)
  for (let seq = 3; seq < 200; seq += 1) state = applyEvent(state, posted(seq), ANN)
  expect(state.unread).toBe(99)
  expect(applyEvent(applyEvent(aState(direct), posted(3), ANN), posted(4), ANN).unread).toBe(2)
})

test('what one has already read elsewhere does not become unread', () => {
  const state = withReadSeq(aState(), 5, ANN)
  expect(applyEvent(state, posted(3), ANN).unread).toBe(0)
  expect(applyEvent(state, posted(6), ANN).unread).toBe(1)
})

test('an event that the state already has changes nothing', () => {
  const state = applyEvent(aState(), posted(3), ANN)
  expect(applyEvent(frozen(state), posted(3), ANN)).toBe(state)
})

test('a room that is read later than its event never loses its last message, nor a newer name', () => {
  const state = aState({ room: aRoom({ version: 7, name: 'new', lastMessageSeq: 9 }) })
  const after = applyEvent(state, roomEvent('room.edited', 3, aRoom({ version: 3, name: 'old', memberCount: 5 })), ANN)
  expect(after.room).toMatchObject({ name: 'new', lastMessageSeq: 9, memberCount: 5 })
  const ahead = applyEvent(
    aState(),
    roomEvent('room.edited', 3, aRoom({ version: 3, name: 'two', lastMessageSeq: 8 })),
    ANN,
  )
  expect(ahead.room).toMatchObject({ name: 'two', lastMessageSeq: 8 })
  expect(applyEvent(ahead, posted(4), ANN).room.lastMessageSeq).toBe(8)
})

test('a room that was closed says so', () => {
  expect(
    applyEvent(aState(), roomEvent('room.closed', 3, aRoom({ version: 3, isClosed: true })), ANN).room.isClosed,
  ).toBe(true)
  expect(applyEvent(aState(), roomEvent('room.created', 3, aRoom({ version: 3, name: 'x' })), ANN).room.name).toBe('x')
})

test('people come, change and go; the count is kept although the list was never asked for', () => {
  const state = aState({}, { members: [aMember(ANN, 1)] })
  const joined = applyEvent(state, memberEvent('member.joined', 3, BOB, aMember(BOB, 3), 3), ANN)
  expect(joined.members?.map((member) => member.userId)).toEqual([ANN, BOB])
  const edit = applyEvent(joined, memberEvent('member.edited', 4, BOB, { ...aMember(BOB, 4), role: 'owner' }, 3), ANN)
  expect(edit.members?.at(-1)?.role).toBe('owner')
  const left = applyEvent(edit, memberEvent('member.left', 5, BOB, null, 2), ANN)
  expect([left.members?.length, left.room.memberCount]).toEqual([1, 2])
  const unasked = applyEvent(aState(), memberEvent('member.joined', 3, EVE, aMember(EVE, 3), 3), ANN)
  expect([unasked.members, unasked.room.memberCount]).toEqual([null, 3])
})

test('a leave that is told late does not remove somebody who came back', () => {
  const members = frozen([aMember(BOB, 9)])
  expect(applyToMembers(members, memberEvent('member.left', 5, BOB, null))).toBe(members)
  expect(applyToMembers(members, memberEvent('member.joined', 4, BOB, aMember(BOB, 4)))).toBe(members)
  expect(applyToMembers(members, posted(10))).toBe(members)
})

test('an edit changes the window and neither unread nor the last message', () => {
  const window = replaceWindow({ messages: [], hasOlder: false, hasNewer: false })
  const state = applyEvent(aState({}, { window }), posted(3), ANN)
  const after = applyEvent(frozen(state), edited(4, 3, 'better'), ANN)
  expect(after.window?.messages[0]?.body).toBe('better')
  expect(after).toMatchObject({ cursor: 4, unread: 1, room: { lastMessageSeq: 3 } })
})

test('a read cursor only grows, and unread is what it leaves', () => {
  const heard = [3, 4, 5].reduce((state, seq) => applyEvent(state, posted(seq), ANN), aState(direct))
  expect(withReadSeq(heard, 5, ANN, { unread: 7, head: 9 })).toMatchObject({ unread: 0, membership: { readSeq: 5 } })
  expect(withReadSeq(heard, 4, ANN, { unread: 1, head: 5 }).unread).toBe(1)
  const read = withReadSeq(heard, 4, ANN, { unread: 1, head: 5 })
  expect(withReadSeq(frozen(read), 3, ANN, { unread: 9, head: 9 }).membership?.readSeq).toBe(4)
  const window = replaceWindow({ messages: [], hasOlder: false, hasNewer: false })
  const shown = [3, 4, 5].reduce((state, seq) => applyEvent(state, posted(seq), ANN), aState(direct, { window }))
  expect(withReadSeq(shown, 3, ANN, { unread: 50, head: 5 }).unread).toBe(2)
  const stranger = aState({ membership: null })
  expect(withReadSeq(stranger, 3, ANN)).toBe(stranger)
})

test('a count that is ahead of what was heard is not counted again when that comes', () => {
  const behind = applyEvent(aState(direct), posted(5), ANN)
  // Read up to 4; after that, up to 7, there are three: 5, 6 and 7.
  const told = withReadSeq(frozen(behind), 4, ANN, { unread: 3, head: 7 })
  expect(told.unread).toBe(3)
  const after = [6, 7].reduce((state, seq) => applyEvent(frozen(state), posted(seq), ANN), told)
  expect(after.unread).toBe(3)
  expect(applyEvent(frozen(after), posted(8), ANN).unread).toBe(4)
})

test('a count that is behind what was heard is completed by that', () => {
  const heard = [3, 4, 5, 6].reduce((state, seq) => applyEvent(state, posted(seq), ANN), aState(direct))
  // Who counted knew nothing after 4.
  expect(withReadSeq(frozen(heard), 3, ANN, { unread: 1, head: 4 }).unread).toBe(3)
  expect(withReadSeq(frozen(heard), 4, ANN, { unread: 0, head: 4 }).unread).toBe(2)
})

test('a word of one’s own ends a count that was told, and what comes after it counts from there', () => {
  const told = withReadSeq(applyEvent(aState(direct), posted(5), ANN), 4, ANN, { unread: 2, head: 8 })
  const said = applyEvent(frozen(told), posted(6, { authorId: ANN }), ANN)
  expect(said.unread).toBe(0)
  expect(applyEvent(frozen(said), posted(7), ANN).unread).toBe(1)
})
