import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** Reactions with what a message shows of them, and pins. Messages without either are as they were. */
export async function reactionsAndPins(db: Kysely<Schema>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table messages add column reactions text`,
  `alter table messages add column pinned_at int8`,
  `alter table messages add column pinned_by text`,
  `alter table messages add column pinned_seq int8`,
  `create index messages_by_pin on messages (room_id, pinned_seq) where pinned_seq is not null`,
  `create table reactions (
    message_id text not null references messages (id),
    user_id text not null references users (id),
    emoji text not null,
    seq int8 not null,
    at int8 not null,
    primary key (message_id, user_id, emoji))`,
  `create index reactions_by_emoji on reactions (message_id, emoji, seq)`,
]
