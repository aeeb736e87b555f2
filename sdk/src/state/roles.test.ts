import { expect, test } from 'bun:test'
import type { UserEvent } from '@parley/protocol/events.ts'
import {
  aMe,
  aMember,
  anEntry,
  ANN,
  atSeq,
  BOB,
  entryEvent,
  frozen,
  memberEvent,
  posted,
  ROOM,
} from '../../test/samples.ts'
import { applyEvent, roomFrom } from './room.ts'
import { applyUserEvent, userFrom } from './user.ts'

const ME = { id: ANN, keywords: [] }

test('another role in a room is one’s own, or another’s, and never both', () => {
  const state = frozen({ ...roomFrom(anEntry()), members: [aMember(ANN, 1), aMember(BOB, 2)] })
  const others = applyEvent(state, memberEvent('member.role-set', 3, BOB, { ...aMember(BOB, 3), role: 'owner' }), ME)
  expect(others.membership?.role).toBe('member')
  expect(others.members?.find(({ userId }) => userId === BOB)?.role).toBe('owner')
  const own = applyEvent(others, memberEvent('member.role-set', 4, ANN, { ...aMember(ANN, 4), role: 'moderator' }), ME)
  expect(own.membership).toMatchObject({ role: 'moderator', readSeq: 0 })
  // Who is gone meanwhile has no role.
  expect(applyEvent(own, memberEvent('member.role-set', 5, ANN, null), ME).membership?.role).toBe('moderator')
})

test('slow mode counts from one’s own last message, whatever one has read', () => {
  const state = frozen(roomFrom(anEntry()))
  const said = applyEvent(state, posted(3, { authorId: ANN }), ME)
  expect(said.membership?.lastPostedAt).toBe(atSeq(3))
  expect(applyEvent(said, posted(4), ME).membership?.lastPostedAt).toBe(atSeq(3))
})

test('rooms of a section that is no more stand by their kind again', () => {
  const entry = anEntry()
  const sections = { own: [{ id: 's', name: 'Boats', isCollapsed: false }], collapsed: [] }
  const user = frozen(userFrom({ entries: [entry], people: [], head: 5, epoch: 'e', sections }, aMe()))
  const placed = { ...entry, membership: entry.membership && { ...entry.membership, sectionId: 's' } }
  const moved = applyUserEvent(user, entryEvent('room.placed', 6, placed))
  expect(moved.rooms[ROOM]?.membership?.sectionId).toBe('s')
  const edited = (seq: number, own: typeof sections.own): UserEvent => {
    const base = { seq, at: atSeq(seq), actorId: ANN, subjectId: ANN }
    return { ...base, type: 'sections.edited', sections: { own, collapsed: [] } }
  }
  const kept = applyUserEvent(moved, edited(7, [{ id: 's', name: 'Ships', isCollapsed: true }]))
  expect([kept.rooms[ROOM]?.membership?.sectionId, kept.sections.own[0]?.name]).toEqual(['s', 'Ships'])
  const deleted = applyUserEvent(kept, edited(8, []))
  expect([deleted.rooms[ROOM]?.membership?.sectionId, deleted.sections.own]).toEqual([null, []])
})
