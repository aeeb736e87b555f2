import type { RoomEvent } from '@parley/protocol/events.ts'
import { quoteOf } from '@parley/protocol/answers.ts'
import type { Message, Thread } from '@parley/protocol/messages.ts'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import type { ThreadEntry } from '@parley/protocol/threads.ts'
import { applyToWindow, mergeMessage, replaceWindow, type Window } from './window.ts'

/** The thread that is open beside a room. */
export type OpenThread = {
  readonly rootId: string
  /** Null until it is known. */
  readonly root: Message | null
  /** Its replies; null until they were loaded. */
  readonly window: Window | null
}

/** The thread that a page of it shows. */
export function openedThread(page: QueryOutput<'thread.history'>): OpenThread {
  return { rootId: page.root.id, root: page.root, window: replaceWindow(page) }
}

/** An open thread after one more event of its room's log. Safe to repeat. */
export function applyToThread(thread: OpenThread, event: RoomEvent): OpenThread {
  if (!('message' in event)) return thread
  const root = thread.root && applyToRoot(thread.root, event)
  const window = thread.window && applyToWindow(thread.window, event, (message) => message.rootId === thread.rootId)
  return root === thread.root && window === thread.window ? thread : { ...thread, root, window }
}

/** A thread's root after an event that may be about it, about what it quotes, or about a reply to it. */
export function applyToRoot(root: Message, event: RoomEvent): Message {
  if (!('message' in event)) return root
  const { message, thread } = event
  if (message.id === root.id) return mergeMessage(root, message)
  if (thread?.rootId === root.id) return mergeMessage(root, { ...root, thread })
  const isQuoted = event.type !== 'message.posted' && root.replyTo?.id === message.id
  return isQuoted ? mergeMessage(root, { ...root, replyTo: quoteOf(message) }) : root
}

/** How one stands to a thread; what is unread in it is known by its room. */
export type KnownThread = Omit<ThreadEntry, 'unread'>

/** The threads to which one stands in some way, as far as they were told, by their roots. */
export type Threads = Readonly<Record<string, KnownThread>>

/** The threads with what was told of one; its parts have orders of their own. */
export function withThreadEntry(threads: Threads, { unread: _, ...told }: ThreadEntry): Threads {
  const known = threads[told.root.id]
  if (!known) return { ...threads, [told.root.id]: told }
  const follow = told.version > known.version ? told : known
  const entry = {
    root: mergeMessage(known.root, told.root),
    isFollowing: follow.isFollowing,
    version: follow.version,
    readSeq: Math.max(known.readSeq, told.readSeq),
  }
  return { ...threads, [told.root.id]: entry }
}

/** The threads after an event of a room's log: who replies has read what came before. */
export function applyToThreads(threads: Threads, event: RoomEvent, ownId: string): Threads {
  if (!('message' in event)) return threads
  const { message } = event
  let next = threads
  for (const id of [message.id, message.rootId]) {
    const entry = id === null ? undefined : next[id]
    if (!entry) continue
    const isOwn = event.type === 'message.posted' && message.rootId === id && message.authorId === ownId
    const readSeq = isOwn ? Math.max(entry.readSeq, message.seq) : entry.readSeq
    next = { ...next, [entry.root.id]: { ...entry, root: applyToRoot(entry.root, event), readSeq } }
  }
  return next
}

/** The threads without those of a room that one may no longer read. */
export function withoutThreadsOf(threads: Threads, roomId: string): Threads {
  const others = Object.entries(threads).filter(([, { root }]) => root.roomId !== roomId)
  return Object.fromEntries(others)
}

/** Whether a thread has replies that one follows and has not read. */
export function isThreadUnread({ root, isFollowing, readSeq }: KnownThread): boolean {
  return isFollowing && (root.thread?.lastReplySeq ?? 0) > readSeq
}

/** The threads that one follows and in which somebody replied: the unread first, then by their last reply. */
export function listThreads(threads: Threads): KnownThread[] {
  const shown = Object.values(threads).filter(({ root, isFollowing }) => isFollowing && hasReplies(root.thread))
  return shown.sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1))
}

function hasReplies(thread: Thread | null): boolean {
  return thread !== null && thread.replyCount > 0
}

function placeOf(entry: KnownThread): string {
  return `${isThreadUnread(entry) ? 1 : 0} ${entry.root.thread?.lastReplyAt ?? ''} ${entry.root.id}`
}
