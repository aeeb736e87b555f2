import type { Transaction } from '../database/transaction.ts'

/** Forgets what somebody, or everybody where the room is closed, typed in a room that he is no longer in. */
export async function recordDraftsLost(tx: Transaction, roomId: string, userId?: string): Promise<void> {
  let lost = tx.db.deleteFrom('drafts').where('room_id', '=', roomId)
  if (userId !== undefined) lost = lost.where('user_id', '=', userId)
  await lost.execute()
}
