import { expect, test } from 'bun:test'
import type { Thread } from '@parley/protocol/messages.ts'
import type { RoomEvent } from '@parley/protocol/events.ts'
import type { ThreadEntry } from '@parley/protocol/threads.ts'
import { aMessage, ANN, atSeq, BOB, deleted, edited, frozen, idOf, posted } from '../../test/samples.ts'
import {
  applyToThread,
  applyToThreads,
  isThreadUnread,
  listThreads,
  type OpenThread,
  type Threads,
  withoutThreadsOf,
  withThreadEntry,
} from './thread.ts'
import { applyToWindow, replaceWindow } from './window.ts'

const ROOT = aMessage(3, { authorId: ANN })

function aThread(version: number, replyCount = 1): Thread {
  const last = { lastReplySeq: version, lastReplyAt: atSeq(version) }
  return { rootId: ROOT.id, rootAuthorId: ANN, replyCount, ...last, peopleIds: [BOB], version }
}

function replied(seq: number, replyCount = 1, more: { alsoInRoom?: boolean; authorId?: string } = {}): RoomEvent {
  return { ...posted(seq, { rootId: ROOT.id, ...more }), thread: aThread(seq, replyCount) } as RoomEvent
}

function anEntry(change: Partial<ThreadEntry> = {}): ThreadEntry {
  return { root: { ...ROOT, thread: aThread(5) }, isFollowing: true, readSeq: 0, unread: [], version: 1, ...change }
}

const page = { messages: [], hasOlder: false, hasNewer: false }
const open: OpenThread = frozen({ rootId: ROOT.id, root: ROOT, window: replaceWindow(page) })

test('a reply stands in its thread, and in the timeline only if it was sent there', () => {
  const timeline = replaceWindow({ ...page, messages: [ROOT] })
  const heard = applyToWindow(frozen(timeline), replied(5))
  expect(heard.messages.map(({ seq, thread }) => [seq, thread?.replyCount])).toEqual([[3, 1]])
  const both = applyToWindow(frozen(heard), replied(6, 2, { alsoInRoom: true }))
  expect(both.messages.map(({ seq }) => seq)).toEqual([3, 6])
  expect(applyToThread(open, replied(5)).window?.messages.map(({ seq }) => seq)).toEqual([5])
  expect(applyToThread(open, posted(6))).toBe(open)
})

test('a thread that is told late, or again, does not go back', () => {
  const later = applyToThread(open, replied(6, 2))
  expect(later.root?.thread).toMatchObject({ replyCount: 2, version: 6 })
  expect(applyToThread(frozen(later), replied(6, 2))).toBe(later)
  expect(applyToThread(frozen(later), { ...edited(9, 5), thread: aThread(5) } as RoomEvent).root?.thread?.version).toBe(
    6,
  )
})

test('a quote follows its message, whatever is told first', () => {
  const quote = { id: ROOT.id, seq: 3, version: 3, authorId: ANN, rootId: null, snippet: 'm3', deletedAt: null }
  const window = replaceWindow({ ...page, messages: [ROOT, aMessage(4, { replyTo: quote })] })
  const after = applyToWindow(frozen(window), edited(5, 3, 'better'))
  expect(after.messages[1]?.replyTo).toMatchObject({ snippet: 'better', version: 5 })
  const gone = applyToWindow(frozen(after), deleted(7, 3))
  expect(gone.messages[1]?.replyTo).toMatchObject({ snippet: '', deletedAt: atSeq(7) })
  expect(applyToWindow(frozen(gone), edited(6, 3, 'late')).messages[1]?.replyTo?.snippet).toBe('')
})

test('a reply of another makes a followed thread unread, and one’s own read', () => {
  const threads: Threads = frozen({ [ROOT.id]: anEntry({ readSeq: 5 }) })
  const heard = applyToThreads(threads, replied(8, 2, { authorId: BOB }), ANN)
  expect(heard[ROOT.id] && isThreadUnread(heard[ROOT.id]!)).toBe(true)
  const said = applyToThreads(heard, replied(9, 3, { authorId: ANN }), ANN)
  expect(said[ROOT.id]).toMatchObject({ readSeq: 9 })
  expect(isThreadUnread(said[ROOT.id]!)).toBe(false)
})

test('what is told of following keeps the later word, and the further cursor', () => {
  const known = withThreadEntry({}, anEntry({ version: 4, isFollowing: false, readSeq: 9 }))
  const told = withThreadEntry(frozen(known), anEntry({ version: 3, isFollowing: true, readSeq: 7 }))
  expect(told[ROOT.id]).toMatchObject({ version: 4, isFollowing: false, readSeq: 9 })
  expect(withThreadEntry(told, anEntry({ version: 5, readSeq: 0 }))[ROOT.id]).toMatchObject({
    isFollowing: true,
    readSeq: 9,
  })
})

test('the list has the unread first, then the latest, and nothing of a room that was lost', () => {
  const of = (n: number, readSeq: number, more: Partial<ThreadEntry> = {}) => {
    const id = idOf(n)
    const thread = { ...aThread(n), rootId: id }
    return anEntry({ root: { ...ROOT, id, thread }, readSeq, ...more })
  }
  const entries = [of(11, 11), of(12, 0), of(13, 13), of(14, 0), of(15, 0, { isFollowing: false })]
  const threads = entries.reduce(withThreadEntry, {})
  expect(listThreads(threads).map(({ root }) => root.thread?.version)).toEqual([14, 12, 13, 11])
  expect(withoutThreadsOf(threads, ROOT.roomId)).toEqual({})
})
