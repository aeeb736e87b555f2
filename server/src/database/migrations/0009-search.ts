import { type Kysely, sql, SqliteAdapter } from 'kysely'
import type { Schema } from '../schema.ts'

/**
 * What the search reads. Rows of a block lie side by side in the order of bytes, on both databases: that of a locale would
 * not keep words that begin alike together.
 */
export async function search(db: Kysely<Schema>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const term = isSqlite ? 'text' : 'text collate "C"'
  const table = isSqlite ? 'without rowid' : ''
  const statements = [
    `create table search_rooms (room_id text primary key references rooms (id), seq int8 not null) ${table}`,
    `create table search_blocks (
      id int8 primary key,
      room_id text not null references rooms (id),
      part int8 not null,
      first_at int8 not null,
      last_at int8 not null,
      unique (room_id, part))`,
    `create table search_terms (
      block_id int8 not null,
      term ${term} not null,
      places bytea not null,
      primary key (block_id, term)) ${table}`,
    `create table search_words (word ${term} primary key, blocks int8 not null) ${table}`,
    `create table search_word_ends (
      ending ${term} not null,
      word ${term} not null,
      primary key (ending, word)) ${table}`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}
