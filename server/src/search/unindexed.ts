import { hot } from '../database/hot.ts'
import type { MessageTable, RoomTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'

/** A room that one may read, the head of its log, and how far the index has come; null before it has begun. */
export type SearchedRoom = RoomTable & { head: number; indexed_seq: number | null }

/** Events that the index has not come to and that are looked at: of one room, and of all. */
const EVENTS_EACH = 500
const EVENTS = 1_000

/** Messages that the last events are about and that the index has not come to; it is seldom behind by more than a second. */
export async function listUnindexed(
  reader: Reader,
  rooms: readonly SearchedRoom[],
): Promise<{ messages: MessageTable[]; isIncomplete: boolean }> {
  const behind = rooms.filter((room) => behindBy(room) > 0 && room.last_message_seq > 0)
  behind.sort((a, b) => (b.last_message_at ?? 0) - (a.last_message_at ?? 0))
  const messages: MessageTable[] = []
  let left = EVENTS
  let isIncomplete = false
  for (const room of behind) {
    const limit = Math.min(EVENTS_EACH, left, behindBy(room))
    if (limit < behindBy(room)) isIncomplete = true
    if (limit <= 0) break
    left -= limit
    messages.push(...(await selectMessages(reader, { roomId: room.id, after: room.head - limit })))
  }
  return { messages, isIncomplete }
}

function behindBy({ head, indexed_seq }: SearchedRoom): number {
  return head - (indexed_seq ?? 0)
}

const selectMessages = hot<{ roomId: string; after: number }, MessageTable>((db, argument) =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('room_id', '=', argument('roomId'))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('events')
        .select('subject_id')
        .where('log_id', '=', argument('roomId'))
        .where('seq', '>', argument('after')),
    ),
)
