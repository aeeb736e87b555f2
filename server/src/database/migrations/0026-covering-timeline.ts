import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/**
 * Whose a message is and whether it was deleted stand in the index of the timeline, so that what is unread is found without
 * reading the messages themselves, which lie far apart. That a place has one message is said by the log's own key.
 */
export async function coveringTimeline(db: Kysely<Schema>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `drop index timeline`,
  `create index timeline on messages (room_id, seq, author_id, deleted_at) where in_room = 1`,
]
