import { isInTimeline } from '@parley/protocol/answers.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { Membership } from '@parley/protocol/memberships.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { countOf, hasKeyword, type Reason, type Reasons, REASONS } from '@parley/protocol/reasons.ts'
import type { Room } from '@parley/protocol/rooms.ts'
import type { Threads } from './thread.ts'

/** Who reads, as far as it matters to what concerns him. */
export type Reader = {
  readonly id: string
  readonly keywords: readonly string[]
  /** The threads to which he stands in some way, as far as they are known. */
  readonly threads?: Threads
}

/** The seq after which all of a room is unread: the read cursor, or right before the mark. */
export function unreadAfter({ readSeq, markedSeq }: Pick<Membership, 'readSeq' | 'markedSeq'>): number {
  return markedSeq > 0 && markedSeq <= readSeq ? markedSeq - 1 : readSeq
}

/** Where the "new" divider stands: after this seq; null where nothing is new, counted or not. */
export function newAfter(room: Room, membership: Membership | null): number | null {
  const after = membership === null ? Infinity : unreadAfter(membership)
  return room.lastMessageSeq > after ? after : null
}

/** Why a message concerns somebody; the same as the server finds by its indexes. */
export function reasonsFor(message: Message, room: Room, level: Membership['level'], reader: Reader): Reason[] {
  if (level === 'nothing' || message.authorId === reader.id || message.deletedAt !== null) return []
  const reasons: Reason[] = []
  if (message.calls !== null || message.mentions.includes(reader.id)) reasons.push('mention')
  if (message.replyTo?.authorId === reader.id) reasons.push('reply')
  if (!isInTimeline(message)) return reasons
  if (hasKeyword(message.body, reader.keywords)) reasons.push('keyword')
  if (level === 'everything') reasons.push(room.kind === 'direct' ? 'direct' : 'everything')
  return reasons
}

/** The lists with one message in those of its reasons and in no other. */
export function withReasons(lists: Reasons, seq: number, reasons: readonly Reason[]): Reasons {
  const next: Reasons = {}
  for (const reason of REASONS) {
    const others = lists[reason]?.filter((one) => one !== seq) ?? []
    const seqs = reasons.includes(reason) ? [...others, seq].sort((a, b) => a - b) : others
    if (seqs.length > 0) next[reason] = seqs.slice(-KEPT)
  }
  return next
}

/** One more than are counted: that many may be more, and which are not known when one of them goes. */
const KEPT = LIMITS.unreadCount + 1

/** Unread replies in threads that one follows, by the roots of these. */
export type Replies = Record<string, number[]>

/** The replies with what is unread in one thread. */
export function withReplies(replies: Replies, rootId: string, seqs: readonly number[]): Replies {
  const { [rootId]: _, ...others } = replies
  return seqs.length === 0 ? others : { ...others, [rootId]: ascending(seqs) }
}

/** The replies after an event about a message. Of a thread of which nothing is known it is asked whether one follows it. */
export function repliesAfter(
  replies: Replies,
  { type, message }: { readonly type: string; readonly message: Message },
  { id, threads = {} }: Reader,
): Replies {
  const { rootId, seq } = message
  if (rootId === null) return replies
  const known = replies[rootId] ?? []
  const others = known.filter((one) => one !== seq)
  if (message.deletedAt !== null) return withReplies(replies, rootId, others)
  if (type !== 'message.posted') return replies
  if (message.authorId === id)
    return withReplies(
      replies,
      rootId,
      known.filter((one) => one > seq),
    )
  const { isFollowing, readSeq } = threads[rootId] ?? { isFollowing: known.length > 0, readSeq: 0 }
  return isFollowing && seq > readSeq ? withReplies(replies, rootId, [...others, seq]) : replies
}

/** What is unread in threads, as a reason. */
export function threadReason(replies: Replies): Reasons {
  const seqs = ascending(Object.values(replies).flat())
  return seqs.length === 0 ? {} : { thread: seqs }
}

function ascending(seqs: readonly number[]): number[] {
  return [...new Set(seqs)].sort((a, b) => a - b).slice(-KEPT)
}

/** The lists with what is still unread of the room: after a seq and, of keywords, as far back as they reach. */
export function stillUnread(lists: Reasons, after: number, head: number): Reasons {
  const next: Reasons = {}
  for (const reason of REASONS) {
    if (reason === 'thread') continue
    const from = reason === 'keyword' ? Math.max(after, head - LIMITS.keywordReach) : after
    const seqs = lists[reason]?.filter((seq) => seq > from) ?? []
    if (seqs.length > 0) next[reason] = seqs
  }
  return next
}

/** How much is unread: 0, or at least 1, and as many messages as concern one. */
export function countUnread(room: Room, membership: Membership | null, reasons: Reasons): number {
  if (membership === null || membership.level === 'nothing') return 0
  return Math.max(room.lastMessageSeq > unreadAfter(membership) ? 1 : 0, countOf(reasons))
}
