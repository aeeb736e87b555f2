import { isInTimeline } from '@parley/protocol/answers.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { Membership } from '@parley/protocol/memberships.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { countOf, hasKeyword, type Reason, type Reasons, REASONS } from '@parley/protocol/reasons.ts'
import type { Room } from '@parley/protocol/rooms.ts'

/** Who reads, as far as it matters to what concerns him. */
export type Reader = { readonly id: string; readonly keywords: readonly string[] }

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

/** The lists with what is still unread: after a seq and, of keywords, as far back as they reach. */
export function stillUnread(lists: Reasons, after: number, head: number): Reasons {
  const next: Reasons = {}
  for (const reason of REASONS) {
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
