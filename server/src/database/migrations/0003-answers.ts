import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/**
 * Quotes and threads. Messages get another table for the sake of its indexes: one entry a message, as before, either in
 * the room's timeline or in its thread, and only what is in both has two.
 */
export async function answers(db: Kysely<Schema>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table messages rename to former_messages`,
  `create table messages (
    id text primary key,
    room_id text not null references rooms (id),
    seq int8 not null,
    version int8 not null,
    author_id text not null references users (id),
    body text not null,
    at int8 not null,
    edited_at int8,
    deleted_at int8,
    reply_to text,
    root_id text,
    in_room int8 not null,
    has_thread int8 not null)`,
  `insert into messages
    select id, room_id, seq, version, author_id, body, at, edited_at, deleted_at, null, null, 1, 0
    from former_messages`,
  `drop table former_messages`,
  `create unique index timeline on messages (room_id, seq) where in_room = 1`,
  `create unique index replies on messages (root_id, seq) where root_id is not null`,
  `create table threads (
    root_id text primary key references messages (id),
    room_id text not null references rooms (id),
    root_author_id text not null references users (id),
    reply_count int8 not null,
    last_reply_seq int8 not null,
    last_reply_at int8,
    people text not null,
    version int8 not null)`,
  `create table thread_follows (
    user_id text not null references users (id),
    root_id text not null references messages (id),
    is_following int8 not null,
    read_seq int8 not null,
    version int8 not null,
    primary key (user_id, root_id))`,
]
