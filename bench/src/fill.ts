import type { Store } from '@parley/server/database/store.ts'
import { join } from 'node:path'
import { openSqlite } from '@parley/server/database/sqlite.ts'
import { bodyOf } from './peers/peer.ts'

/** Puts messages into a room of a stopped server, through its own tables, as if they had been posted a second apart. */
export async function fill(folder: string, roomId: string, authorId: string, count: number): Promise<void> {
  const store = await openSqlite(join(folder, 'parley.db'), Date.now())
  const from = Date.now() - count * 1_000
  try {
    for (let done = 0; done < count; done += PIECE) await fillPiece(store, { roomId, authorId, from, done, count })
  } finally {
    await store.close()
  }
}

/** A statement of SQLite has at most 32,766 parameters. */
const PIECE = 2_500

type Piece = { roomId: string; authorId: string; from: number; done: number; count: number }

async function fillPiece(store: Store, { roomId, authorId, from, done, count }: Piece): Promise<void> {
  await store.writer.group(async ({ db }) => {
    const log = await db.selectFrom('logs').select('head').where('id', '=', roomId).executeTakeFirstOrThrow()
    const rows = Array.from({ length: Math.min(PIECE, count - done) }, (_, index) => ({
      id: Bun.randomUUIDv7(),
      seq: log.head + 1 + index,
      at: from + (done + index) * 1_000,
    }))
    await db
      .insertInto('events')
      .values(
        rows.map(({ id, seq, at }) => ({
          ...{ log_id: roomId, seq, type: 'message.posted', actor_id: authorId, command_id: id, subject_id: id, at },
          ...{ fingerprint: null, detail: null },
        })),
      )
      .execute()
    await db
      .insertInto('messages')
      .values(
        rows.map(({ id, seq, at }) => ({
          ...{ id, room_id: roomId, seq, version: seq, author_id: authorId, body: bodyOf(seq), at },
          ...{ edited_at: null, deleted_at: null, reply_to: null, root_id: null, in_room: 1, has_thread: 0 },
        })),
      )
      .execute()
    const last = rows.at(-1)
    if (!last) return
    await db.updateTable('logs').set({ head: last.seq, last_at: last.at }).where('id', '=', roomId).execute()
    await db
      .updateTable('rooms')
      .set({ last_message_seq: last.seq, last_message_at: last.at })
      .where('id', '=', roomId)
      .execute()
  })
}
