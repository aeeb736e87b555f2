import type { MessageTable } from '../database/schema.ts'
import { hot } from '../database/hot.ts'
import type { Reader } from '../database/transaction.ts'
import { headOf } from '../events/heads.ts'
import { addTerms } from './index-terms.ts'
import { BLOCK_SIZE } from './places.ts'
import { termsOf } from './terms.ts'

/**
 * Brings the index of a room so many events further, in the order of its log: every message that they are about is noted as
 * it is now. Doing it again changes nothing. Answers how many events there were.
 */
export async function indexRoom(tx: Reader, roomId: string, limit: number): Promise<number> {
  const after = await indexedSeq(tx, roomId)
  const events = await selectEvents(tx, { roomId, after, limit })
  const ids = [...new Set(events.map((event) => event.subject_id))]
  const messages = await selectMessages(tx, { roomId, ids: JSON.stringify(ids) })
  const byPart = Map.groupBy(messages, ({ seq }) => Math.floor(seq / BLOCK_SIZE))
  for (const [part, some] of byPart) await indexPart(tx, roomId, part, some)
  // What a log lost at its beginning is not waited for.
  await upsertRoom(tx, { roomId, seq: events.at(-1)?.seq ?? (await headOf(tx, roomId)) })
  return events.length
}

/** Up to which seq of its log a room is in the index. */
export async function indexedSeq(reader: Reader, roomId: string): Promise<number> {
  const [room] = await selectRoom(reader, { roomId })
  return room?.seq ?? 0
}

async function indexPart(tx: Reader, roomId: string, part: number, messages: readonly MessageTable[]): Promise<void> {
  const added = new Map<string, number[]>()
  for (const message of messages) {
    for (const term of termsOf(message)) {
      const places = added.get(term)
      if (places) places.push(message.seq % BLOCK_SIZE)
      else added.set(term, [message.seq % BLOCK_SIZE])
    }
  }
  const times = messages.map(({ at }) => at)
  const blockId = await widenBlock(tx, roomId, part, Math.min(...times), Math.max(...times))
  await addTerms(tx, blockId, added)
}

/** Finds or makes the block, and notes how far its messages reach in time. */
async function widenBlock(tx: Reader, roomId: string, part: number, from: number, to: number): Promise<number> {
  const [block] = await selectBlock(tx, { roomId, part })
  if (block) {
    const [firstAt, lastAt] = [Math.min(block.first_at, from), Math.max(block.last_at, to)]
    if (firstAt < block.first_at || lastAt > block.last_at) await updateBlock(tx, { id: block.id, firstAt, lastAt })
    return block.id
  }
  const [last] = await selectLastBlock(tx, {})
  const id = (last?.id ?? 0) + 1
  await insertBlock(tx, { id, roomId, part, firstAt: from, lastAt: to })
  return id
}

const selectRoom = hot<{ roomId: string }, { seq: number }>((db, argument) =>
  db.selectFrom('search_rooms').select('seq').where('room_id', '=', argument('roomId')),
)

const upsertRoom = hot<{ roomId: string; seq: number }, unknown>((db, argument) =>
  db
    .insertInto('search_rooms')
    .values({ room_id: argument('roomId'), seq: argument('seq') })
    .onConflict((conflict) => conflict.column('room_id').doUpdateSet({ seq: argument('seq') })),
)

const selectEvents = hot<{ roomId: string; after: number; limit: number }, { seq: number; subject_id: string }>(
  (db, argument) =>
    db
      .selectFrom('events')
      .select(['seq', 'subject_id'])
      .where('log_id', '=', argument('roomId'))
      .where('seq', '>', argument('after'))
      .orderBy('seq')
      .limit(argument('limit')),
)

const selectMessages = hot<{ roomId: string; ids: string }, MessageTable>((db, argument, texts) =>
  db.selectFrom('messages').selectAll().where('id', 'in', texts('ids')).where('room_id', '=', argument('roomId')),
)

const selectBlock = hot<{ roomId: string; part: number }, { id: number; first_at: number; last_at: number }>(
  (db, argument) =>
    db
      .selectFrom('search_blocks')
      .select(['id', 'first_at', 'last_at'])
      .where('room_id', '=', argument('roomId'))
      .where('part', '=', argument('part')),
)

const selectLastBlock = hot<Record<never, never>, { id: number }>((db) =>
  db.selectFrom('search_blocks').select('id').orderBy('id', 'desc').limit(1),
)

const insertBlock = hot<{ id: number; roomId: string; part: number; firstAt: number; lastAt: number }, unknown>(
  (db, argument) =>
    db.insertInto('search_blocks').values({
      id: argument('id'),
      room_id: argument('roomId'),
      part: argument('part'),
      first_at: argument('firstAt'),
      last_at: argument('lastAt'),
    }),
)

const updateBlock = hot<{ id: number; firstAt: number; lastAt: number }, unknown>((db, argument) =>
  db
    .updateTable('search_blocks')
    .set({ first_at: argument('firstAt'), last_at: argument('lastAt') })
    .where('id', '=', argument('id')),
)
