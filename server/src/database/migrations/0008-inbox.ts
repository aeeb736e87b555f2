import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** Mentions by time, each with its message, so that the inbox is a page of an index. */
export async function inbox(db: Kysely<Schema>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table mentions add column message_id text not null default ''`,
  `update mentions set message_id = (
    select id from messages where messages.room_id = mentions.room_id and messages.seq = mentions.seq)`,
  `drop index mentions_by_time`,
  `create index mentions_by_time on mentions (user_id, at, message_id)`,
]
