/** What decides whether what is shown was read. */
export type Sight = {
  /** The window has the focus and is visible. */
  isLooking: boolean
  /** The end of the timeline is in sight, and it is the present. */
  isAtPresent: boolean
  /** The seq of the last message shown. */
  lastSeq: number
  readSeq: number
}

/** The seq up to which the room was read now; null where the cursor stays. */
export function readUpTo(sight: Sight): number | null {
  return sight.isLooking && sight.isAtPresent && sight.lastSeq > sight.readSeq ? sight.lastSeq : null
}

/** What is needed of a message to tell whether it is new. */
type Said = { readonly seq: number; readonly authorId: string }

/**
 * Where the "new" divider stands: before this seq. It stays where reading stopped when the room was opened, until the room is
 * left; one's own message takes it away. Null: there is none.
 */
export function dividerAt(messages: readonly Said[], readSeqAtOpening: number, ownId: string): number | null {
  const fresh = messages.filter((message) => message.seq > readSeqAtOpening)
  const first = fresh.find((message) => message.authorId !== ownId)
  return first === undefined || fresh.some((message) => message.authorId === ownId) ? null : first.seq
}

/** How many messages of others came after what one has read. */
export function countNew(messages: readonly Said[], readSeq: number, ownId: string): number {
  return messages.filter((message) => message.seq > readSeq && message.authorId !== ownId).length
}
