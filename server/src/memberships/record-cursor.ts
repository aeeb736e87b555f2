import { hot } from '../database/hot.ts'
import type { Transaction } from '../database/transaction.ts'

/** Who says something has read what came before: the cursor moves with it, a mark goes, and slow mode counts from it. */
export async function recordOwnMessageRead(
  tx: Transaction,
  roomId: string,
  userId: string,
  event: { seq: number; at: number },
): Promise<void> {
  await update(tx, { roomId, userId, seq: event.seq, at: event.at })
}

/** A reply that stands in a thread alone moves no cursor of the room; slow mode counts from it as well. */
export async function recordOwnReply(tx: Transaction, roomId: string, userId: string, at: number): Promise<void> {
  await updatePosted(tx, { roomId, userId, at })
}

const updatePosted = hot<{ roomId: string; userId: string; at: number }, unknown>((db, argument) =>
  db
    .updateTable('memberships')
    .set({ last_posted_at: argument('at') })
    .where('room_id', '=', argument('roomId'))
    .where('user_id', '=', argument('userId')),
)

const update = hot<{ roomId: string; userId: string; seq: number; at: number }, unknown>((db, argument) =>
  db
    .updateTable('memberships')
    .set({ read_seq: argument('seq'), marked_seq: 0, last_posted_at: argument('at') })
    .where('room_id', '=', argument('roomId'))
    .where('user_id', '=', argument('userId')),
)
