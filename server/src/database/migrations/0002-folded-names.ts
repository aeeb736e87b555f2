import { type Kysely, sql } from 'kysely'
import { fold } from '../../search/fold.ts'
import type { Schema } from '../schema.ts'

/** Names without regard to case, in which people search. */
export async function foldedNames(db: Kysely<Schema>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  for (const user of await db.selectFrom('users').select(['id', 'user_name', 'display_name']).execute()) {
    const folded = { user_name_folded: fold(user.user_name ?? ''), display_name_folded: fold(user.display_name) }
    await db.updateTable('users').set(folded).where('id', '=', user.id).execute()
  }
  for (const room of await db.selectFrom('rooms').select(['id', 'name']).where('name', 'is not', null).execute()) {
    await db
      .updateTable('rooms')
      .set({ name_folded: fold(room.name ?? '') })
      .where('id', '=', room.id)
      .execute()
  }
}

const STATEMENTS = [
  `alter table users add column user_name_folded text not null default ''`,
  `alter table users add column display_name_folded text not null default ''`,
  `alter table rooms add column name_folded text not null default ''`,
]
