import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** The language that somebody chose for all his devices. */
export async function languageOfAccount(db: Kysely<Schema>): Promise<void> {
  await sql.raw(`alter table users add column language text not null default 'auto'`).execute(db)
}
