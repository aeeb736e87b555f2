import { expect, test } from 'bun:test'
import type { RoomEntry } from '@parley/protocol/rooms.ts'
import {
  ANN,
  aMember,
  anEntry,
  aRoom,
  BOB,
  deleted,
  edited,
  EVE,
  frozen,
  memberEvent,
  posted,
  roomEvent,
} from '../../test/samples.ts'
import { applyEvent, applyToMembers, roomFrom, type RoomState, withReadSeq, withTold } from './room.ts'
import { replaceWindow } from './window.ts'

const ME = { id: ANN, keywords: ['regatta'] }

const aState = (change: Partial<RoomEntry> = {}, more: Partial<RoomState> = {}): RoomState =>
  frozen({ ...roomFrom(anEntry(change)), ...more })
const { membership } = anEntry()
const direct = {
  room: aRoom({ kind: 'direct', name: null }),
  membership: membership && { ...membership, level: 'everything' as const },
}

test('a message makes the room unread for who reads it and read for who says it', () => {
  const heard = applyEvent(aState(), posted(3), ME)
  expect(heard).toMatchObject({ cursor: 3, unread: 1, room: { lastMessageSeq: 3 }, membership: { readSeq: 0 } })
  expect(heard.room.lastMessageAt).not.toBeNull()
  expect(applyEvent(heard, posted(4), ME).unread).toBe(1)
  const said = applyEvent(heard, posted(4, { authorId: ANN }), ME)
  expect(said).toMatchObject({ unread: 0, membership: { readSeq: 4 } })
})

test('in a direct room unread messages are counted, at most 99', () => {
  let state = aState(direct)
  for (let seq = 3; seq < 200; seq += 1) state = applyEvent(state, posted(seq), ME)
  expect(state.unread).toBe(99)
  expect(applyEvent(applyEvent(aState(direct), posted(3), ME), posted(4), ME).unread).toBe(2)
})

test('what one has already read elsewhere does not become unread', () => {
  const state = withReadSeq(aState(), 5)
  expect(applyEvent(state, posted(3), ME).unread).toBe(0)
  expect(applyEvent(state, posted(6), ME).unread).toBe(1)
})

test('an event that the state already has changes nothing', () => {
  const state = applyEvent(aState(), posted(3), ME)
  expect(applyEvent(frozen(state), posted(3), ME)).toBe(state)
})

test('a room that is read later than its event never loses its last message, nor a newer name', () => {
  const state = aState({ room: aRoom({ version: 7, name: 'new', lastMessageSeq: 9 }) })
  const after = applyEvent(state, roomEvent('room.edited', 3, aRoom({ version: 3, name: 'old', memberCount: 5 })), ME)
  expect(after.room).toMatchObject({ name: 'new', lastMessageSeq: 9, memberCount: 5 })
  const ahead = applyEvent(
    aState(),
    roomEvent('room.edited', 3, aRoom({ version: 3, name: 'two', lastMessageSeq: 8 })),
    ME,
  )
  expect(ahead.room).toMatchObject({ name: 'two', lastMessageSeq: 8 })
  expect(applyEvent(ahead, posted(4), ME).room.lastMessageSeq).toBe(8)
})

test('a room that was closed says so', () => {
  expect(
    applyEvent(aState(), roomEvent('room.closed', 3, aRoom({ version: 3, isClosed: true })), ME).room.isClosed,
  ).toBe(true)
  expect(applyEvent(aState(), roomEvent('room.created', 3, aRoom({ version: 3, name: 'x' })), ME).room.name).toBe('x')
})

test('people come, change and go; the count is kept although the list was never asked for', () => {
  const state = aState({}, { members: [aMember(ANN, 1)] })
  const joined = applyEvent(state, memberEvent('member.joined', 3, BOB, aMember(BOB, 3), 3), ME)
  expect(joined.members?.map((member) => member.userId)).toEqual([ANN, BOB])
  const edit = applyEvent(joined, memberEvent('member.edited', 4, BOB, { ...aMember(BOB, 4), role: 'owner' }, 3), ME)
  expect(edit.members?.at(-1)?.role).toBe('owner')
  const left = applyEvent(edit, memberEvent('member.left', 5, BOB, null, 2), ME)
  expect([left.members?.length, left.room.memberCount]).toEqual([1, 2])
  const unasked = applyEvent(aState(), memberEvent('member.joined', 3, EVE, aMember(EVE, 3), 3), ME)
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
  const state = applyEvent(aState({}, { window }), posted(3), ME)
  const after = applyEvent(frozen(state), edited(4, 3, 'better'), ME)
  expect(after.window?.messages[0]?.body).toBe('better')
  expect(after).toMatchObject({ cursor: 4, unread: 1, room: { lastMessageSeq: 3 } })
})

test('a read cursor only grows, and unread is what it leaves', () => {
  const heard = [3, 4, 5].reduce((state, seq) => applyEvent(state, posted(seq), ME), aState(direct))
  expect(withReadSeq(heard, 5)).toMatchObject({ unread: 0, reasons: {}, membership: { readSeq: 5 } })
  const read = withReadSeq(heard, 4)
  expect(read).toMatchObject({ unread: 1, reasons: { direct: [5] } })
  expect(withReadSeq(frozen(read), 3).membership?.readSeq).toBe(4)
  const stranger = aState({ membership: null })
  expect(withReadSeq(stranger, 3)).toBe(stranger)
})

test('what was told ahead of what was heard is not counted again when that comes', () => {
  const behind = applyEvent(aState(direct), posted(5), ME)
  const told = withTold(frozen(behind), { ...anEntry(direct), head: 7, reasons: { direct: [5, 6, 7] } })
  expect(told.unread).toBe(3)
  const after = [6, 7].reduce((state, seq) => applyEvent(frozen(state), posted(seq), ME), told)
  expect(after.unread).toBe(3)
  expect(applyEvent(frozen(after), posted(8), ME).unread).toBe(4)
})

test('a word of one’s own ends what is unread and takes a mark away, but not one that was told after it', () => {
  const marked = direct.membership && { ...direct.membership, markedSeq: 1, readSeq: 8 }
  const told = { ...anEntry(direct), membership: marked, head: 8, reasons: { direct: [5, 7] } }
  const state = withTold(applyEvent(aState(direct), posted(5), ME), told)
  expect(state.unread).toBe(2)
  const before = applyEvent(frozen(state), posted(6, { authorId: ANN }), ME)
  expect(before).toMatchObject({ unread: 2, membership: { markedSeq: 1 } })
  const said = applyEvent(frozen(before), posted(9, { authorId: ANN }), ME)
  expect(said).toMatchObject({ unread: 0, reasons: {}, membership: { markedSeq: 0 } })
  expect(applyEvent(frozen(said), posted(10), ME).unread).toBe(1)
})

test('a message concerns one for what it says now: an edit gives and takes reasons, deleting takes all', () => {
  const named = applyEvent(aState(), posted(3, { mentions: [ANN] }), ME)
  expect(named).toMatchObject({ unread: 1, reasons: { mention: [3] } })
  const called = applyEvent(frozen(named), posted(4, { calls: 'room', body: 'a Regatta!' }), ME)
  expect(called).toMatchObject({ unread: 2, reasons: { mention: [3, 4], keyword: [4] } })
  const corrected = applyEvent(frozen(called), edited(5, 3), ME)
  expect(corrected).toMatchObject({ unread: 1, reasons: { mention: [4] } })
  const gone = applyEvent(frozen(corrected), deleted(6, 4, 3), ME)
  expect(gone).toMatchObject({ unread: 1, reasons: {}, room: { lastMessageSeq: 3 } })
  expect(applyEvent(frozen(gone), deleted(7, 3, 0), ME).unread).toBe(0)
})

test('a mute room never counts, and a level of everything counts every message', () => {
  const level = (one: 'nothing' | 'everything') => {
    const { membership } = anEntry()
    return aState({ membership: membership && { ...membership, level: one } })
  }
  expect(applyEvent(level('nothing'), posted(3, { mentions: [ANN] }), ME)).toMatchObject({ unread: 0, reasons: {} })
  expect(applyEvent(level('everything'), posted(3), ME)).toMatchObject({ unread: 1, reasons: { everything: [3] } })
})

test('keywords reach back a limited way', () => {
  const heard = applyEvent(aState(), posted(3, { body: 'regatta' }), ME)
  expect(heard.reasons).toEqual({ keyword: [3] })
  expect(applyEvent({ ...heard, cursor: 210 }, posted(211), ME)).toMatchObject({ reasons: {}, unread: 1 })
})
