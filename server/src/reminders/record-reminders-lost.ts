import type { Transaction } from '../database/transaction.ts'

/** Forgets the reminders that somebody, or everybody where the room is closed, set in a room that he is no longer in. */
export async function recordRemindersLost(tx: Transaction, roomId: string, userId?: string): Promise<void> {
  let lost = tx.db.deleteFrom('reminders').where('room_id', '=', roomId)
  if (userId !== undefined) lost = lost.where('user_id', '=', userId)
  await lost.execute()
}
