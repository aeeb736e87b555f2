import type { Message } from '@parley/protocol/messages.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import type { KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { MessageTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { headOf } from '../events/heads.ts'
import { toInstant, toInstantOrNull } from '../instant.ts'
import { accessRoom } from '../rooms/access.ts'
import { listPeople } from '../users/queries.ts'

/** A stored message as it crosses the wire. */
export function toMessage(row: MessageTable): Message {
  return {
    id: row.id,
    roomId: row.room_id,
    seq: row.seq,
    version: row.version,
    authorId: row.author_id,
    body: row.body,
    at: toInstant(row.at),
    editedAt: toInstantOrNull(row.edited_at),
    deletedAt: toInstantOrNull(row.deleted_at),
  }
}

/** Loads messages by their ids, in no order. */
export async function listMessages(reader: Reader, ids: readonly string[]): Promise<Message[]> {
  if (ids.length === 0) return []
  const rows = await selectMessages(reader, { ids: JSON.stringify(ids) })
  return rows.map(toMessage)
}

const selectMessages = hot<{ ids: string }, MessageTable>((db, _, texts) =>
  db.selectFrom('messages').selectAll().where('id', 'in', texts('ids')),
)

/** Answers `room.history`: a page by an index on (room, seq), so that its cost does not depend on the room's length. */
export async function roomHistory(
  reader: Reader,
  actor: KnownActor,
  input: QueryInput<'room.history'>,
): Promise<QueryOutput<'room.history'>> {
  const { room } = await accessRoom(reader, actor, input.roomId, 'read')
  const page = await readPage(reader, room.id, input)
  return {
    messages: page.rows.map(toMessage),
    people: await listPeople(reader, [...new Set(page.rows.map((row) => row.author_id))]),
    head: await headOf(reader, room.id),
    hasOlder: page.hasOlder,
    hasNewer: page.hasNewer,
  }
}

type Page = { rows: MessageTable[]; hasOlder: boolean; hasNewer: boolean }

async function readPage(reader: Reader, roomId: string, input: QueryInput<'room.history'>): Promise<Page> {
  const limit = input.limit ?? LIMITS.historyPage
  if (input.around !== undefined) return readAround(reader, roomId, input.around, limit)
  if (input.after !== undefined) {
    const newer = await readAfter(reader, roomId, input.after, limit)
    const older = await readBefore(reader, roomId, input.after + 1, 1)
    return { rows: newer.rows, hasOlder: older.rows.length > 0, hasNewer: newer.hasMore }
  }
  const older = await readBefore(reader, roomId, input.before ?? Number.MAX_SAFE_INTEGER, limit)
  const newer = input.before === undefined ? [] : (await readAfter(reader, roomId, input.before - 1, 1)).rows
  return { rows: older.rows, hasOlder: older.hasMore, hasNewer: newer.length > 0 }
}

async function readAround(reader: Reader, roomId: string, seq: number, limit: number): Promise<Page> {
  const half = Math.floor(limit / 2)
  const older = await readBefore(reader, roomId, seq, half)
  const newer = await readAfter(reader, roomId, seq - 1, limit - half)
  return { rows: [...older.rows, ...newer.rows], hasOlder: older.hasMore, hasNewer: newer.hasMore }
}

type Part = { rows: MessageTable[]; hasMore: boolean }

/** Reads one more than asked for: it tells whether there is more without counting. */
async function readBefore(reader: Reader, roomId: string, before: number, limit: number): Promise<Part> {
  const rows = await selectBefore(reader, { roomId, before, limit: limit + 1 })
  return { rows: rows.slice(0, limit).reverse(), hasMore: rows.length > limit }
}

async function readAfter(reader: Reader, roomId: string, after: number, limit: number): Promise<Part> {
  const rows = await selectAfter(reader, { roomId, after, limit: limit + 1 })
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit }
}

const selectBefore = hot<{ roomId: string; before: number; limit: number }, MessageTable>((db, argument) =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('room_id', '=', argument('roomId'))
    .where('seq', '<', argument('before'))
    .orderBy('seq', 'desc')
    .limit(argument('limit')),
)

const selectAfter = hot<{ roomId: string; after: number; limit: number }, MessageTable>((db, argument) =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('room_id', '=', argument('roomId'))
    .where('seq', '>', argument('after'))
    .orderBy('seq')
    .limit(argument('limit')),
)
