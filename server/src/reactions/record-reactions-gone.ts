import type { Transaction } from '../database/transaction.ts'

/** A message was deleted, and with it everything that people thought of it. */
export async function recordReactionsGone(tx: Transaction, messageId: string): Promise<void> {
  await tx.db.deleteFrom('reactions').where('message_id', '=', messageId).execute()
}
