import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Store } from '../database/store.ts'

/** Children before parents, since SQLite checks each row's references. */
const TABLES = [
  'search_word_ends',
  'search_words',
  'search_terms',
  'search_blocks',
  'search_rooms',
  'events',
  'thread_follows',
  'threads',
  'reactions',
  'message_versions',
  'saved_messages',
  'mentions',
  'drafts',
  'scheduled',
  'reminders',
  'messages',
  'memberships',
  'room_names',
  'sections',
  'rooms',
  'sessions',
  'invites',
  'users',
  'communities',
  'logs',
]

let opened: Promise<Store> | null = null

/** An empty database of the kind that PARLEY_TEST_DATABASE names, SQLite by default: one for the process, emptied each time. */
export async function anEmptyStore(): Promise<Store> {
  opened ??= open()
  const store = await opened
  await store.writer.group(async ({ db }) => {
    for (const table of TABLES) await sql`delete from ${sql.table(table)}`.execute(db)
  })
  return store
}

async function open(): Promise<Store> {
  const url = process.env.PARLEY_TEST_DATABASE
  if (url) {
    const { openPostgres } = await import('../database/postgres.ts')
    return openPostgres(url, 0, { acceptUndurable: process.env.PARLEY_ACCEPT_UNDURABLE === '1' })
  }
  const { openSqlite } = await import('../database/sqlite.ts')
  // In memory where there is some: the settings stay those of a real disk, but the tests do not wait for one.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'parley-test-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return openSqlite(join(folder, 'parley.db'), 0)
}
