import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** With which key somebody sends what he wrote. */
export async function sendsWith(db: Kysely<Schema>): Promise<void> {
  await sql.raw(`alter table users add column sends_with text not null default 'enter'`).execute(db)
}
