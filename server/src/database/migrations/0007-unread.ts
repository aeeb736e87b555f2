import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** Mentions, what of a room concerns somebody, and from where it is unread; a room's last message is one that still stands. */
export async function unread(db: Kysely<Schema>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const LAST = 'select max(seq) from messages where room_id = rooms.id and in_room = 1 and deleted_at is null'

const STATEMENTS = [
  `alter table messages add column mentions text`,
  `alter table messages add column calls text`,
  `create index calls_by_room on messages (room_id, seq) where calls is not null`,
  `create table mentions (
    user_id text not null references users (id),
    room_id text not null references rooms (id),
    seq int8 not null,
    at int8 not null,
    is_named int8 not null,
    is_answered int8 not null,
    primary key (user_id, room_id, seq))`,
  `create index mentions_by_time on mentions (user_id, at)`,
  `alter table rooms add column last_call_seq int8 not null default 0`,
  `alter table memberships add column level text`,
  `alter table memberships add column marked_seq int8 not null default 0`,
  `alter table users add column keywords text not null default '[]'`,
  `alter table users add column tells_reading int8 not null default 1`,
  `update rooms set last_message_seq = coalesce((${LAST}), 0) where last_message_seq > 0`,
  `update rooms set last_message_at = (select at from messages where room_id = rooms.id and in_room = 1 and seq = rooms.last_message_seq)`,
]
