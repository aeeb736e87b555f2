import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** Only edits are looked for by their subject: a message itself knows where it was posted, so a post keeps no such entry. */
export async function editsBySubject(db: Kysely<Schema>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `drop index events_by_subject`,
  `create index events_by_edit on events (subject_id) where type = 'message.edited'`,
]
