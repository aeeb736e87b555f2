import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** Messages that are sent at a time, and reminders. What waits is found by its time. */
export async function later(db: Kysely<Schema>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table scheduled (
    id text primary key,
    user_id text not null references users (id),
    room_id text not null references rooms (id),
    body text not null,
    reply_to text,
    root_id text,
    in_room int8 not null,
    due_at int8 not null,
    try_at int8,
    problem text,
    version int8 not null)`,
  `create index scheduled_by_user on scheduled (user_id)`,
  `create index scheduled_by_time on scheduled (try_at) where try_at is not null`,
  `create table reminders (
    user_id text not null references users (id),
    message_id text not null references messages (id),
    room_id text not null references rooms (id),
    due_at int8 not null,
    fired_at int8,
    version int8 not null,
    primary key (user_id, message_id))`,
  `create index reminders_by_room on reminders (room_id)`,
  `create index reminders_by_time on reminders (due_at) where fired_at is null`,
]
