import type { MessageTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

/** Keeps what a message said until now: it is about to be edited. */
export async function recordVersion(tx: Transaction, message: MessageTable): Promise<void> {
  await tx.db
    .insertInto('message_versions')
    .values({
      message_id: message.id,
      version: message.edited_seq ?? message.seq,
      body: message.body,
      at: message.edited_at ?? message.at,
    })
    // One that was edited before its edits were numbered may bear the first number once more.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Forgets everything that a message ever said: it was deleted. */
export async function recordVersionsGone(tx: Transaction, messageId: string): Promise<void> {
  await tx.db.deleteFrom('message_versions').where('message_id', '=', messageId).execute()
}
