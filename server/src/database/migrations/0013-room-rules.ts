import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** What a room is about, and what may be done in it: topic, announcements, slow mode, archive. */
export async function roomRules(db: Kysely<Schema>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table rooms add column topic text not null default ''`,
  `alter table rooms add column announcements_only int8 not null default 0`,
  `alter table rooms add column slow_mode_s int8 not null default 0`,
  `alter table rooms add column archived_at int8`,
  `alter table memberships add column last_posted_at int8 not null default 0`,
]
