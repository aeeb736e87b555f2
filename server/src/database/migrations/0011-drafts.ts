import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** What people typed and did not send. `root_id` is empty for the room itself. */
export async function drafts(db: Kysely<Schema>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table drafts (
    user_id text not null references users (id),
    room_id text not null references rooms (id),
    root_id text not null,
    body text not null,
    at int8 not null,
    version int8 not null,
    primary key (user_id, room_id, root_id))`,
  `create index drafts_by_room on drafts (room_id)`,
]
