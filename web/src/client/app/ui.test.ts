import { expect, test } from 'bun:test'
import { signal } from '@preact/signals'
import { PLAIN } from '@parley/protocol/answers.ts'
import type { Me } from '@parley/protocol/accounts.ts'
import type { Message } from '@parley/protocol/messages.ts'
import type { ParleyState } from '@parley/sdk/client.ts'
import { userFrom, type UserState } from '@parley/sdk/state/user.ts'
import { replaceWindow } from '@parley/sdk/state/window.ts'
import { type Around, modelFrom, type Ui } from './ui.ts'

const at = '2026-01-01T10:00:00.000Z'
const me = {
  id: 'ann',
  userName: 'ann',
  displayName: 'Ann',
  role: 'member' as const,
  statusEmoji: '',
  statusText: '',
  statusUntil: null,
  bio: '',
  keywords: [],
  tellsReading: true,
  timeZone: 'UTC',
  createdAt: at,
  availability: 'auto',
  availabilityUntil: null,
  showsLastSeen: false,
  language: 'auto',
  sendsWith: 'enter',
} satisfies Me

function say(seq: number, authorId = 'bob'): Message {
  return {
    id: `m${seq}`,
    roomId: 'tea',
    seq,
    version: seq,
    authorId,
    body: `${seq}`,
    at,
    editedAt: null,
    deletedAt: null,
    ...PLAIN,
  }
}

/** Ann’s room with these messages, of which she has read up to 3. */
function aUser(messages: readonly Message[], hasNewer = false): UserState {
  const room = {
    id: 'tea',
    kind: 'public',
    name: 'tea',
    description: '',
    topic: '',
    openToGuests: false,
    announcementsOnly: false,
    slowModeS: 0,
    isArchived: false,
    peopleIds: [],
    memberCount: 2,
    lastMessageSeq: 9,
    lastMessageAt: at,
    createdAt: at,
    version: 1,
    isClosed: false,
  } as const
  const membership = {
    role: 'member',
    joinedAt: at,
    lastPostedAt: null,
    readSeq: 3,
    hiddenSeq: -1,
    level: 'mentions',
    markedSeq: 0,
    sectionId: null,
  } as const
  const user = userFrom(
    {
      entries: [{ room: { ...room, peopleIds: [] }, membership, head: 9, unread: 1, reasons: {} }],
      people: [],
      head: 1,
      epoch: 'e',
      sections: { own: [], collapsed: [] },
    },
    me,
  )
  const known = user.rooms.tea
  if (!known) throw new Error('the room is in the list')
  return { ...user, rooms: { tea: { ...known, window: replaceWindow({ messages, hasOlder: false, hasNewer }) } } }
}

const ui: Ui = {
  route: { page: 'room', address: 'tea', at: null, panel: null, threadId: null },
  roomId: 'tea',
  editing: null,
  answering: null,
  problem: null,
  focusedId: null,
  targetId: null,
  readAtOpening: 3,
  isFollowing: true,
  isLoadingOlder: false,
  announcement: '',
  notice: null,
  candidates: null,
  inbox: null,
  whyOf: null,
  markAtOpening: 0,
  dialog: null,
  cardOf: null,
  isOnline: true,
  isQuiet: false,
  hidden: new Set(),
  undoable: [],
  readAll: null,
}

const around: Around = {
  communityName: 'Tideline',
  origin: '',
  build: 'b1',
  browse: null,
  search: null,
  firstRun: null,
  memberPage: null,
  named: signal({}),
  parsed: () => undefined,
  isReadyFor: () => true,
  draftOf: (roomId) => `draft in ${roomId}`,
  drafts: () => new Set(),
}

function model(
  change: Partial<Ui> = {},
  state: Partial<ParleyState> = {},
  user = aUser([say(2), say(5), say(7)]),
  own: Partial<Around> = {},
) {
  const live: ParleyState = {
    status: 'online',
    build: 'b1',
    user,
    outbox: [],
    typing: {},
    presence: {},
    lastSeen: {},
    ...state,
  }
  return modelFrom({ ...ui, ...change }, { ...live, user }, { ...around, ...own })
}

test('the divider stands after what was read when the room was opened', () => {
  expect(model().newAfter).toBe(4)
  expect(model({ readAtOpening: null }).newAfter).toBeNull()
  expect(model({}, {}, aUser([say(5), say(7, 'ann')])).newAfter).toBeNull()
})

test('what is new below is counted while one reads further up, and not at the present', () => {
  expect(model({ isFollowing: false }).unseen).toBe(2)
  expect(model().unseen).toBeNull()
  expect(model({}, {}, aUser([say(2)], true)).unseen).toBe(0)
})

test('new messages are read out at the present only', () => {
  expect(model().isAnnouncing).toBe(true)
  expect(model({ isFollowing: false }).isAnnouncing).toBe(false)
})

test('the connection is mentioned only where people should know', () => {
  expect(model().trouble).toBeNull()
  expect(model({}, { status: 'connecting' }).trouble).toBeNull()
  expect(model({}, { status: 'reconnecting' }).trouble).toBe('reconnecting')
  expect(model({ isOnline: false }, { status: 'reconnecting' }).trouble).toBe('offline')
  expect(model({}, { build: 'b2' }).trouble).toBe('new-version')
  expect(model({}, { build: '' }).trouble).toBeNull()
  expect(model({}, { build: 'b2' }, undefined, { build: '' }).trouble).toBeNull()
})

test('one sees the others typing, once one knows how they are called, and not oneself', () => {
  const user = aUser([say(2)])
  const bob = {
    id: 'bob',
    userName: 'bob',
    displayName: 'Bob',
    role: 'member',
    statusEmoji: '',
    statusText: '',
    statusUntil: null,
  } as const
  const known = { ...user, people: { ...user.people, bob } }
  const typing = { tea: ['ann', 'bob', 'whom nobody knows yet'], boats: ['eve'] }
  expect(model({}, { typing }, known).typing).toEqual(['bob'])
})

test('what stands in the composer is the draft, or the message that is edited', () => {
  expect(model().draft).toBe('draft in tea')
  expect(model({ editing: say(7, 'ann') }).draft).toBe('7')
})

test('a phone shows the list, the room, or the panel', () => {
  expect(model().pane).toBe('room')
  expect(model({ route: { page: 'room', address: 'tea', at: null, panel: 'members', threadId: null } }).pane).toBe(
    'panel',
  )
  expect(model({ route: { page: 'list', isAsked: false }, roomId: null }).pane).toBe('list')
  expect(model({ route: { page: 'list', isAsked: true }, roomId: null }).pane).toBe('room')
})
