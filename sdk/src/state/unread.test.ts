import { expect, test } from 'bun:test'
import type { RoomEvent } from '@parley/protocol/events.ts'
import type { Thread } from '@parley/protocol/messages.ts'
import type { ThreadEntry } from '@parley/protocol/threads.ts'
import { aMe, aMessage, ANN, anEntry, atSeq, BOB, deleted, frozen, posted, ROOM } from '../../test/samples.ts'
import { applyRoomEvent, userFrom, type UserState, withThread } from './user.ts'

const ROOT = aMessage(3, { authorId: ANN })
const replied = (seq: number, authorId = BOB): RoomEvent => posted(seq, { rootId: ROOT.id, authorId })

const sections = { own: [], collapsed: [] }

function aUser(replies?: Record<string, number[]>): UserState {
  const entry = anEntry({ head: 3, ...(replies ? { replies } : {}) })
  return frozen(userFrom({ entries: [entry], people: [], head: 5, epoch: 'e1', sections }, aMe()))
}

function aTold(change: Partial<ThreadEntry> = {}, lastReplySeq = 9): ThreadEntry {
  const last = { lastReplySeq, lastReplyAt: atSeq(lastReplySeq), peopleIds: [BOB], version: lastReplySeq }
  const thread: Thread = { rootId: ROOT.id, rootAuthorId: ANN, replyCount: 1, ...last }
  return { root: { ...ROOT, thread }, isFollowing: true, readSeq: 0, unread: [], version: 1, ...change }
}

function after(user: UserState, ...events: RoomEvent[]): UserState {
  return events.reduce((state, event) => applyRoomEvent(frozen(state), ROOM, event), user)
}

function countIn(user: UserState) {
  const { unread, reasons, replies } = user.rooms[ROOM]!
  return { unread, thread: reasons.thread, replies }
}

test('a reply in a thread counts once one is known to follow it, by the room or by the thread', () => {
  expect(countIn(after(aUser(), replied(4)))).toEqual({ unread: 0, thread: undefined, replies: {} })
  expect(countIn(after(aUser({ [ROOT.id]: [2] }), replied(4)))).toMatchObject({ unread: 2, thread: [2, 4] })
  const known = withThread(aUser(), aTold())
  expect(countIn(after(known, replied(4)))).toMatchObject({ unread: 1, thread: [4] })
  expect(countIn(after(withThread(aUser(), aTold({ isFollowing: false })), replied(4)))).toMatchObject({ unread: 0 })
  expect(countIn(after(withThread(aUser(), aTold({ readSeq: 4 })), replied(4), replied(5)))).toMatchObject({
    thread: [5],
  })
})

test('one’s own reply has read the thread, and a deleted one is nothing to read', () => {
  const heard = after(withThread(aUser(), aTold()), replied(4), replied(5))
  expect(countIn(after(heard, replied(6, ANN)))).toEqual({ unread: 0, thread: undefined, replies: {} })
  const gone = { ...deleted(6, 5), message: aMessage(5, { rootId: ROOT.id, deletedAt: atSeq(6) }) } as RoomEvent
  expect(countIn(after(heard, gone))).toMatchObject({ thread: [4] })
})

test('what is told of a thread takes the place of what was known, but for what came after', () => {
  const heard = after(withThread(aUser(), aTold()), replied(4), replied(10))
  expect(countIn(withThread(heard, aTold({ unread: [8] })))).toMatchObject({ thread: [8, 10] })
  expect(countIn(withThread(heard, aTold({ unread: [8], readSeq: 8 })))).toMatchObject({ thread: [10] })
  expect(countIn(withThread(heard, aTold({ isFollowing: false, version: 7 })))).toMatchObject({ unread: 0 })
})

test('a mute room counts no replies either', () => {
  const { membership } = anEntry()
  const mute = anEntry({ membership: membership && { ...membership, level: 'nothing' } })
  const user = userFrom({ entries: [mute], people: [], head: 5, epoch: 'e1', sections }, aMe())
  expect(countIn(after(withThread(user, aTold({ unread: [2] })), replied(4)))).toMatchObject({
    unread: 0,
    thread: undefined,
  })
})
