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
