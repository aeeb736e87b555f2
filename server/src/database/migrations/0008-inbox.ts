import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** Mentions by time, each with its message, so that the inbox is a page of an index. */
export async function inbox(db: Kysely<Schema>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

// A message's event is found by its place, whether it stands in the timeline or in a thread; by their places in a room only
// the messages of the timeline have an index, and each mention would read all messages.
const STATEMENTS = [
  `alter table mentions add column message_id text not null default ''`,
  `update mentions set message_id = (
    select subject_id from events where events.log_id = mentions.room_id and events.seq = mentions.seq)`,
  `drop index mentions_by_time`,
  `create index mentions_by_time on mentions (user_id, at, message_id)`,
]
