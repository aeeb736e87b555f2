import type { Me } from '@parley/protocol/accounts.ts'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import { pinsFrom } from './pins.ts'
import type { RoomState } from './room.ts'
import { mergePeople, userFrom, type UserState, withEntry, withRoom, withSaved, withThread } from './user.ts'
import { openedThread } from './thread.ts'
import { replaceWindow } from './window.ts'

/** Snapshots that were read together with a page. */
export type InitialState = {
  me: Me
  list: QueryOutput<'room.list'>
  room?: {
    roomId: string
    page: QueryOutput<'room.history'>
    thread?: QueryOutput<'thread.history'> | null
    pins?: QueryOutput<'pin.list'> | null
  }
}

/** The state of a page that came with its snapshots. */
export function userWith({ me, list, room }: InitialState): UserState {
  const user = userFrom(list, me)
  const known = room && user.rooms[room.roomId]
  if (!known) return user
  const { page, thread, pins } = room
  const hasNewer = page.hasNewer || page.head < known.cursor
  const window = replaceWindow({ ...page, hasNewer })
  const opened = { window, thread: thread ? openedThread(thread) : null, pins: pins ? pinsFrom(pins) : null }
  const people = [page.people, thread?.people ?? [], pins?.people ?? []].reduce(mergePeople, user.people)
  const state = withSaved({ ...withRoom(user, { ...known, ...opened }), people }, page.saved)
  return thread?.entry ? withThread(state, thread.entry) : state
}

/**
 * The state with a fresh snapshot in place of every log that is not followed. What is followed is newer than the snapshot;
 * windows that were shown stay until they are loaded again.
 */
export function refresh(known: UserState, fresh: UserState, isFollowed: (log: string) => boolean): UserState {
  const isOwnFollowed = isFollowed(known.me.id)
  let next: UserState = { ...(isOwnFollowed ? known : fresh), rooms: {}, people: { ...known.people, ...fresh.people } }
  for (const [id, room] of Object.entries(isOwnFollowed ? known.rooms : fresh.rooms)) {
    const before = known.rooms[id]
    const read = fresh.rooms[id]
    if (before && isFollowed(id)) next = withRoom(next, before)
    else if (read) next = withRoom(next, carry(read, before))
    else if (!room.membership) next = withRoom(next, room)
    const { membership } = room
    if (!isOwnFollowed && before) next = withEntry(next, id, { ...room, membership, head: room.cursor })
  }
  return next
}

function carry(room: RoomState, before: RoomState | undefined): RoomState {
  if (!before?.window || room.cursor < before.cursor) return room
  const hasNewer = before.window.hasNewer || room.cursor > before.cursor
  return {
    ...room,
    window: { ...before.window, hasNewer },
    members: before.members,
    pins: before.pins,
    thread: before.thread,
  }
}
