import type { Message } from '@parley/protocol/messages.ts'
import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import type { RoomEntry } from '@parley/protocol/rooms.ts'
import type { Person } from '@parley/protocol/users.ts'
import { newAfter } from '@parley/sdk/state/unread.ts'

/** Lines shown of a place, and of how many places; further down they are only named. */
const [LINES, PLACES] = [3, 30]

type Entry = Pick<RoomEntry, 'room' | 'membership' | 'unread' | 'reasons' | 'replies'>

/** A room in which something is new, or a thread in it that one follows. */
export type UnreadPlace = {
  readonly roomId: string
  /** Null: what is new stands in the room itself. */
  readonly rootId: string | null
  /** What is new comes after this seq. */
  readonly after: number
  /** The seqs of the replies; none of a room. */
  readonly seqs: readonly number[]
}

/** Where something is new in a room: in itself, and in its threads, the one with the latest reply first. */
export function unreadPlaces({ room, membership, unread, reasons, replies = {} }: Entry): UnreadPlace[] {
  if (unread === 0 || membership === null) return []
  const threads = Object.entries(replies).flatMap(([rootId, seqs]) =>
    seqs.length === 0 ? [] : [{ roomId: room.id, rootId, after: Math.min(...seqs) - 1, seqs }],
  )
  threads.sort((a, b) => Math.max(...b.seqs) - Math.max(...a.seqs))
  const told = new Set(threads.flatMap(({ seqs }) => seqs))
  const after = newAfter(room, membership)
  const isNewItself = after !== null || Object.values(reasons).some((seqs) => seqs.some((seq) => !told.has(seq)))
  return isNewItself
    ? [{ roomId: room.id, rootId: null, after: after ?? room.lastMessageSeq, seqs: [] }, ...threads]
    : threads
}

type Ask = <N extends 'room.history' | 'thread.history'>(name: N, input: QueryInput<N>) => Promise<QueryOutput<N>>

/** Reads the first new lines of places, by the ids of their rooms or roots, and who said them. */
export async function readLines(
  entries: readonly Entry[],
  ask: Ask,
): Promise<{ lines: Record<string, readonly Message[]>; people: Person[] }> {
  const places = entries.flatMap(unreadPlaces).slice(0, PLACES)
  const read = places.map(async ({ roomId, rootId, after }) => {
    const page =
      rootId === null
        ? await ask('room.history', { roomId, after, limit: LINES })
        : await ask('thread.history', { rootId, after, limit: LINES })
    return { id: rootId ?? roomId, messages: page.messages.filter(isThere), people: page.people }
  })
  const pages = await Promise.all(read)
  return {
    lines: Object.fromEntries(pages.map(({ id, messages }) => [id, messages])),
    people: pages.flatMap(({ people }) => people),
  }
}

function isThere({ deletedAt }: Message): boolean {
  return deletedAt === null
}
