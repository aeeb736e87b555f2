import type { Availability } from '@parley/protocol/presence.ts'
import type { KnownActor } from '../actor.ts'
import type { Reader } from '../database/transaction.ts'

/** Somebody who may be watched, with what he chose. Times are milliseconds; `lastSeenAt` is null where he does not tell. */
export type Watchable = {
  id: string
  availability: Availability
  until: number | null
  showsLastSeen: boolean
  lastSeenAt: number | null
}

/** Finds whose presence somebody may see: people of his rooms, and for those who are no guests all members. */
export async function findWatchable(
  reader: Reader,
  actor: KnownActor,
  userIds: readonly string[],
): Promise<Watchable[]> {
  if (userIds.length === 0) return []
  const sharing = await findSharing(reader, actor.id, userIds)
  const people = await reader.db
    .selectFrom('users')
    .select(['id', 'role', 'availability', 'availability_until', 'shows_last_seen', 'last_seen_at'])
    .where('id', 'in', userIds)
    .execute()
  return people
    .filter(({ id, role }) => sharing.has(id) || (actor.role !== 'guest' && role !== 'guest'))
    .map((row) => ({
      id: row.id,
      availability: row.availability,
      until: row.availability_until,
      showsLastSeen: row.shows_last_seen === 1,
      lastSeenAt: row.shows_last_seen === 1 ? row.last_seen_at : null,
    }))
}

async function findSharing(reader: Reader, ownId: string, userIds: readonly string[]): Promise<Set<string>> {
  const rows = await reader.db
    .selectFrom('memberships as mine')
    .innerJoin('memberships as theirs', 'theirs.room_id', 'mine.room_id')
    .innerJoin('rooms', 'rooms.id', 'mine.room_id')
    .select('theirs.user_id as id')
    .distinct()
    .where('mine.user_id', '=', ownId)
    .where('theirs.user_id', 'in', userIds)
    .where('rooms.closed_at', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.id))
}
