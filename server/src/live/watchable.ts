import type { KnownActor } from '../actor.ts'
import type { Reader } from '../database/transaction.ts'

/** Finds whose presence somebody may see: people of his rooms, and for those who are no guests all members. */
export async function findWatchable(reader: Reader, actor: KnownActor, userIds: readonly string[]): Promise<string[]> {
  if (userIds.length === 0) return []
  const sharing = await reader.db
    .selectFrom('memberships as mine')
    .innerJoin('memberships as theirs', 'theirs.room_id', 'mine.room_id')
    .innerJoin('rooms', 'rooms.id', 'mine.room_id')
    .select('theirs.user_id as id')
    .distinct()
    .where('mine.user_id', '=', actor.id)
    .where('theirs.user_id', 'in', userIds)
    .where('rooms.closed_at', 'is', null)
    .execute()
  const ids = new Set(sharing.map((row) => row.id))
  if (actor.role === 'guest') return [...ids]
  const members = await reader.db
    .selectFrom('users')
    .select('id')
    .where('id', 'in', userIds)
    .where('role', '<>', 'guest')
    .execute()
  for (const row of members) ids.add(row.id)
  return [...ids]
}
