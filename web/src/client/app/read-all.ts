import { type RoomState, withReadSeq } from '@parley/sdk/state/room.ts'
import { type UserState, withRoom } from '@parley/sdk/state/user.ts'

/** Up to which seq rooms are to be read, by their ids. */
export type ReadAll = ReadonlyMap<string, number>

/** So long it can be undone: a read cursor never goes back, so it is not moved before. */
export const UNDO_MS = 8_000

/** Every room in which something is unread; null: there is none. */
export function unreadOf(user: UserState): ReadAll | null {
  const unread = Object.values(user.rooms).filter((room) => room.unread > 0)
  return unread.length === 0
    ? null
    : new Map(unread.map(({ room, cursor }) => [room.id, Math.max(cursor, room.lastMessageSeq)]))
}

/** The state as it looks when they are read. */
export function withAllRead(user: UserState, all: ReadAll): UserState {
  let next = user
  for (const [roomId, seq] of all) {
    const room = next.rooms[roomId]
    if (room) next = withRoom(next, withReadSeq(withoutMark(room), seq))
  }
  return next
}

function withoutMark(room: RoomState): RoomState {
  return room.membership ? { ...room, membership: { ...room.membership, markedSeq: 0 } } : room
}
