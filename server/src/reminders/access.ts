import type { ReminderTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'

/** Somebody's reminder of a message, if there is one. */
export function findReminder(reader: Reader, userId: string, messageId: string): Promise<ReminderTable | undefined> {
  return reader.db
    .selectFrom('reminders')
    .selectAll()
    .where('user_id', '=', userId)
    .where('message_id', '=', messageId)
    .executeTakeFirst()
}
