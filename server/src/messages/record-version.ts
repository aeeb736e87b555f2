import { hot } from '../database/hot.ts'
import type { MessageTable, MessageVersionTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'

/** Keeps what a message said until now: it is about to be edited. */
export async function recordVersion(tx: Transaction, message: MessageTable): Promise<void> {
  await insertVersion(tx, {
    message_id: message.id,
    version: message.edited_seq ?? message.seq,
    body: message.body,
    at: message.edited_at ?? message.at,
  })
}

const insertVersion = hot<MessageVersionTable, unknown>((db, argument) =>
  db
    .insertInto('message_versions')
    .values({
      message_id: argument('message_id'),
      version: argument('version'),
      body: argument('body'),
      at: argument('at'),
    })
    // One that was edited before its edits were numbered may bear the first number once more.
    .onConflict((conflict) => conflict.doNothing()),
)

/** Forgets everything that a message ever said: it was deleted. */
export async function recordVersionsGone(tx: Transaction, messageId: string): Promise<void> {
  await tx.db.deleteFrom('message_versions').where('message_id', '=', messageId).execute()
}
