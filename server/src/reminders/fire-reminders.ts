import type { ReminderTable } from '../database/schema.ts'
import type { Reader, Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { findReminders } from './queries.ts'
import { recordReminderRemoved } from './record-reminder-removed.ts'

const BATCH = 50

/** Tells whether somebody is to be reminded of something now. */
export async function hasDueReminders(reader: Reader, now: number): Promise<boolean> {
  return (await listDue(reader, now, 1)).length > 0
}

/** Reminds everybody whose time has come, in one transaction with its mark: once, whatever ends the process. */
export async function fireReminders(tx: Transaction): Promise<boolean> {
  const due = await listDue(tx, tx.now, BATCH)
  for (const reminder of due) await fire(tx, reminder)
  return due.length === BATCH
}

function listDue(reader: Reader, now: number, limit: number): Promise<ReminderTable[]> {
  return reader.db
    .selectFrom('reminders')
    .selectAll()
    .where('fired_at', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

async function fire(tx: Transaction, reminder: ReminderTable): Promise<void> {
  const { user_id, message_id } = reminder
  const [readable] = await findReminders(tx, user_id, [message_id])
  if (!readable) {
    await recordReminderRemoved(tx, reminder)
    return
  }
  const event = await append(tx, user_id, { type: 'reminder.fired', subjectId: message_id })
  await tx.db
    .updateTable('reminders')
    .set({ fired_at: event.at, version: event.seq })
    .where('user_id', '=', user_id)
    .where('message_id', '=', message_id)
    .execute()
}
