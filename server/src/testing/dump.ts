import type { TestParley } from './parley.ts'

/** Everything stored, for "nothing changed": who was seen when does not count. */
export async function dump(world: TestParley, without: readonly string[] = []): Promise<Record<string, string[]>> {
  const tables = [
    'communities',
    'users',
    'sessions',
    'rooms',
    'room_names',
    'memberships',
    'sections',
    'messages',
    'threads',
    'thread_follows',
    'reactions',
    'drafts',
    'scheduled',
    'reminders',
    'message_versions',
    'saved_messages',
    'invites',
    'mentions',
    'logs',
    'events',
    'search_rooms',
    'search_blocks',
    'search_terms',
    'search_words',
    'search_word_ends',
  ] as const
  return world.parley.store.read(async ({ db }) => {
    const all: Record<string, string[]> = {}
    for (const table of tables) {
      if (without.includes(table)) continue
      const rows = await db.selectFrom(table).selectAll().execute()
      all[table] = rows.map((row) => JSON.stringify({ ...row, last_seen_at: 0 })).sort()
    }
    return all
  })
}
