import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** Who follows a thread, found by its root. */
export async function followers(db: Kysely<Schema>): Promise<void> {
  await sql`create index followers_by_root on thread_follows (root_id) where is_following = 1`.execute(db)
}
