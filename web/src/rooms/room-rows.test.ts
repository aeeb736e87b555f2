import { expect, test } from 'bun:test'
import type { Room } from '@parley/protocol/rooms.ts'
import type { Person } from '@parley/protocol/users.ts'
import { shownRows, sidebarSections } from './room-rows.ts'
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

type Place = { sectionId?: string; isArchived?: boolean; unread?: number; level?: 'nothing' }
const listedAs = (of: Room, { sectionId, isArchived = false, unread = 0, level }: Place = {}) => ({
  room: { ...of, isArchived },
  membership: { level: level ?? ('mentions' as const), sectionId: sectionId ?? null },
  unread,
  reasons: of.kind === 'direct' && unread > 0 ? { direct: Array.from({ length: unread }, (_, n) => n + 4) } : {},
})
const around = { people, ownId: 'ann', currentId: '3', presence: { bob: 'away' as const }, drafts: new Set(['1']) }

test('rooms and conversations are apart, in the order given', () => {
  const listed = [
    listedAs(room('1', 'public', 'tea')),
    listedAs(room('2', 'direct', null, ['ann', 'bob']), { unread: 3 }),
    listedAs(room('3', 'private', 'plans'), { level: 'nothing' }),
  ]
  const [rooms, conversations, ...others] = sidebarSections(listed, { own: [], collapsed: [] }, around)
  expect(others).toEqual([])
  expect(rooms?.rows.map((row) => row.title)).toEqual(['tea', 'plans'])
  expect(rooms?.rows[0]?.hasDraft).toBe(true)
  expect(rooms?.rows[1]?.isCurrent).toBe(true)
  expect(conversations?.rows[0]).toMatchObject({ title: 'Bob Ray', isUnread: true, count: 3, presence: 'away' })
  expect(rooms?.rows.map((row) => row.isMuted)).toEqual([false, true])
})

test('a room stands among the favourites, in one’s own section, in the archive, or by its kind', () => {
  const listed = [
    listedAs(room('1', 'public', 'tea'), { sectionId: 's' }),
    listedAs(room('2', 'direct', null, ['ann', 'bob']), { sectionId: 'favourites' }),
    listedAs(room('4', 'public', 'old'), { sectionId: 's', isArchived: true }),
    listedAs(room('5', 'public', 'lost'), { sectionId: 'deleted' }),
  ]
  const own = [{ id: 's', name: 'Drinks', isCollapsed: false }]
  const sections = sidebarSections(listed, { own, collapsed: [] }, around)
  expect(sections.map(({ id, rows }) => [id, rows.map((row) => row.id)])).toEqual([
    ['favourites', ['2']],
    ['s', ['1']],
    ['rooms', ['5']],
    ['people', []],
    ['archived', ['4']],
  ])
})

test('a collapsed section shows what is unread and where one is', () => {
  const listed = [
    listedAs(room('1', 'public', 'tea')),
    listedAs(room('3', 'public', 'here')),
    listedAs(room('6', 'public', 'news'), { unread: 1 }),
    listedAs(room('7', 'public', 'noise'), { unread: 1, level: 'nothing' }),
  ]
  const [rooms] = sidebarSections(listed, { own: [], collapsed: ['rooms'] }, around)
  expect(rooms && shownRows(rooms).map((row) => row.id)).toEqual(['3', '6'])
})
