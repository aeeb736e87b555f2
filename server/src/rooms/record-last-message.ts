import { sql } from 'kysely'
import { hot } from '../database/hot.ts'
import type { Transaction } from '../database/transaction.ts'

/** Notes a room's last message, from which activity and unread follow. */
export async function recordLastMessage(
  tx: Transaction,
  roomId: string,
  event: { seq: number; at: number },
): Promise<void> {
  await update(tx, { roomId, seq: event.seq, at: event.at })
}

const update = hot<{ roomId: string; seq: number; at: number }, unknown>((db, argument) =>
  db
    .updateTable('rooms')
    .set({ last_message_seq: argument('seq'), last_message_at: argument('at') })
    .where('id', '=', argument('roomId')),
)

/** A message was deleted: if it was the room's last, the one before it is now. */
export async function recordLastMessageGone(tx: Transaction, roomId: string, seq: number): Promise<void> {
  const room = await tx.db.selectFrom('rooms').select('last_message_seq').where('id', '=', roomId).executeTakeFirst()
  if (room?.last_message_seq !== seq) return
  const last = await tx.db
    .selectFrom('messages')
    .select(['seq', 'at'])
    .where('room_id', '=', roomId)
    .where('in_room', '=', sql.lit(1))
    .where('seq', '<', seq)
    .where('deleted_at', 'is', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  await tx.db
    .updateTable('rooms')
    .set({ last_message_seq: last?.seq ?? 0, last_message_at: last?.at ?? null })
    .where('id', '=', roomId)
    .execute()
}
