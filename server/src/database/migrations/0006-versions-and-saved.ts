import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/**
 * What messages said before they were edited, from now on, and who may read it; and what people keep for themselves. A
 * message that was edited before has no earlier bodies: they were not kept.
 */
export async function versionsAndSaved(db: Kysely<Schema>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table messages add column edited_seq int8`,
  `alter table communities add column edit_history text not null default 'room'`,
  `create table message_versions (
    message_id text not null references messages (id),
    version int8 not null,
    body text not null,
    at int8 not null,
    primary key (message_id, version))`,
  `create table saved_messages (
    user_id text not null references users (id),
    message_id text not null references messages (id),
    seq int8 not null,
    at int8 not null,
    primary key (user_id, message_id))`,
  `create index saved_messages_by_seq on saved_messages (user_id, seq)`,
]
