import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/**
 * Ids of commands begin with their time: in their order, what many people send in one moment stands on one page of the index,
 * and by person it stands on as many pages as there are people.
 */
export async function commandsById(db: Kysely<Schema>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `drop index events_by_command`,
  `create unique index events_by_command on events (command_id, actor_id) where command_id is not null`,
]
