import { expect, test } from 'bun:test'
import type { Room } from '@parley/protocol/rooms.ts'
import type { Person } from '@parley/protocol/users.ts'
import { roomRows } from './room-rows.ts'
import { roomPath, roomSign, roomTitle } from './room-title.ts'

const person = (id: string, displayName: string): Person => ({
  id,
  userName: id,
  displayName,
  role: 'member',
  statusEmoji: '',
  statusText: '',
  statusUntil: null,
})
const people = { ann: person('ann', 'Ann Lee'), bob: person('bob', 'Bob Ray'), eve: person('eve', 'Eve') }
const room = (id: string, kind: Room['kind'], name: string | null, peopleIds: string[] = []): Room => ({
  id,
  kind,
  name,
  description: '',
  topic: '',
  openToGuests: false,
  announcementsOnly: false,
  slowModeS: 0,
  isArchived: false,
  peopleIds,
  memberCount: 2,
  lastMessageSeq: 0,
  lastMessageAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  version: 1,
  isClosed: false,
})

test('a conversation is called by the others in it', () => {
  expect(roomTitle(room('1', 'direct', null, ['ann', 'bob']), people, 'ann')).toBe('Bob Ray')
  expect(roomTitle(room('1', 'direct', null, ['ann', 'bob', 'eve']), people, 'ann')).toBe('Bob, Eve')
  expect(roomTitle(room('1', 'direct', null, ['ann']), people, 'ann')).toBe('Ann Lee')
  expect(roomTitle(room('1', 'direct', null, ['ann', 'nobody']), people, 'ann')).toBe('No longer here')
})

test('public rooms are addressed by name, others by id', () => {
  expect(roomPath(room('1', 'public', 'tea & talk'))).toBe('/r/tea%20%26%20talk')
  expect(roomPath(room('1', 'private', 'secret'))).toBe('/r/1')
  expect(roomSign(room('1', 'public', 'tea'), people, 'ann')).toBe('#tea')
})

test('rooms and conversations are apart, in the order given', () => {
  const listed = [room('1', 'public', 'tea'), room('2', 'direct', null, ['ann', 'bob']), room('3', 'private', 'plans')]
  const rows = roomRows(
    listed.map((of, index) => ({
      room: of,
      membership: { level: index === 2 ? ('nothing' as const) : ('mentions' as const) },
      unread: index === 1 ? 3 : 0,
      reasons: index === 1 ? { direct: [4, 5, 6] } : {},
    })),
    { people, ownId: 'ann', currentId: '3', presence: { bob: 'away' }, drafts: new Set(['1']) },
  )
  expect(rows.rooms.map((row) => row.title)).toEqual(['tea', 'plans'])
  expect(rows.rooms[0]?.hasDraft).toBe(true)
  expect(rows.rooms[1]?.isCurrent).toBe(true)
  expect(rows.people[0]).toMatchObject({ title: 'Bob Ray', isUnread: true, count: 3, presence: 'away' })
  expect(rows.rooms.map((row) => row.isMuted)).toEqual([false, true])
})
