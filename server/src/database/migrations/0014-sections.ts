import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** How people arrange their lists of rooms. */
export async function sections(db: Kysely<Schema>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table sections (
    user_id text not null references users (id),
    id text not null,
    name text,
    place int8 not null,
    is_collapsed int8 not null,
    primary key (user_id, id))`,
  `alter table memberships add column section_id text`,
]
