import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** What people are up to, until when, and whether others are told when they were here. */
export async function presence(db: Kysely<Schema>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table users add column status_emoji text not null default ''`,
  `alter table users add column status_until int8`,
  `alter table users add column availability text not null default 'auto'`,
  `alter table users add column availability_until int8`,
  `alter table users add column shows_last_seen int8 not null default 0`,
  `create index users_by_end_of_status on users (status_until) where status_until is not null`,
  `create index users_by_end_of_availability on users (availability_until) where availability_until is not null`,
]
