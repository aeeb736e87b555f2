import type { ReminderTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { append, type Appended } from '../events/append.ts'

/** Removes a reminder, which its owner's log tells. */
export async function recordReminderRemoved(tx: Transaction, reminder: ReminderTable): Promise<Appended> {
  const { user_id, message_id } = reminder
  const event = await append(tx, user_id, { type: 'reminder.removed', subjectId: message_id })
  await tx.db.deleteFrom('reminders').where('user_id', '=', user_id).where('message_id', '=', message_id).execute()
  return event
}
