import { type RoomState, withReadSeq, withRepliesIn } from '@parley/sdk/state/room.ts'
import { type UserState, withRoom } from '@parley/sdk/state/user.ts'

/** What is about to be read. */
export type ReadAll = {
  /** Up to which seq rooms are to be read, by their ids. */
  readonly upTo: ReadonlyMap<string, number>
  /** The state as it looks when they are read. */
  readonly shown: (user: UserState) => UserState
}

/** So long it can be undone: a read cursor never goes back, so it is not moved before. */
export const UNDO_MS = 8_000

/** Every room in which something is unread; null: there is none. */
export function unreadOf(user: UserState): ReadAll | null {
  const unread = Object.values(user.rooms).filter((room) => room.unread > 0)
  if (unread.length === 0) return null
  const upTo = new Map(unread.map(({ room, cursor }) => [room.id, Math.max(cursor, room.lastMessageSeq)]))
  return { upTo, shown: (state) => withAllRead(state, upTo) }
}

function withAllRead(user: UserState, upTo: ReadAll['upTo']): UserState {
  let next = user
  for (const [roomId, seq] of upTo) {
    const room = next.rooms[roomId]
    if (room) next = withRoom(next, withRepliesIn(withReadSeq(withoutMark(room), seq), {}))
  }
  return next
}

function withoutMark(room: RoomState): RoomState {
  return room.membership ? { ...room, membership: { ...room.membership, markedSeq: 0 } } : room
}
