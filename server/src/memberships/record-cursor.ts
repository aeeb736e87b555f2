import { hot } from '../database/hot.ts'
import type { Transaction } from '../database/transaction.ts'

/** Who says something has read what came before: the cursor moves with one's own message. */
export async function recordOwnMessageRead(
  tx: Transaction,
  roomId: string,
  userId: string,
  seq: number,
): Promise<void> {
  await update(tx, { roomId, userId, seq })
}

const update = hot<{ roomId: string; userId: string; seq: number }, unknown>((db, argument) =>
  db
    .updateTable('memberships')
    .set({ read_seq: argument('seq') })
    .where('room_id', '=', argument('roomId'))
    .where('user_id', '=', argument('userId')),
)
