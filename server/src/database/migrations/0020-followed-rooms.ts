import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** The threads that somebody follows in one room are found by an index. */
export async function followedRooms(db: Kysely<Schema>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table thread_follows add column room_id text not null default ''`,
  `update thread_follows set room_id = (select room_id from messages where messages.id = thread_follows.root_id)`,
  `create index thread_follows_by_room on thread_follows (user_id, room_id) where is_following = 1`,
]
