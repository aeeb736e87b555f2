import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** Whether one saw that a reminder came. What came before this was asked for counts as seen. */
export async function remindersSeen(db: Kysely<Schema>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table reminders add column seen_at int8`,
  `update reminders set seen_at = fired_at where fired_at is not null`,
]
