import type { Availability } from '@parley/protocol/presence.ts'
import type { KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { UserTable } from '../database/schema.ts'
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
  const ids = JSON.stringify(userIds)
  const sharing = new Set((await selectSharing(reader, { ownId: actor.id, ids })).map(({ id }) => id))
  const people = await selectPeople(reader, { ids })
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

type Choice = Pick<
  UserTable,
  'id' | 'role' | 'availability' | 'availability_until' | 'shows_last_seen' | 'last_seen_at'
>

const selectPeople = hot<{ ids: string }, Choice>((db, _, texts) =>
  db
    .selectFrom('users')
    .select(['id', 'role', 'availability', 'availability_until', 'shows_last_seen', 'last_seen_at'])
    .where('id', 'in', texts('ids')),
)

const selectSharing = hot<{ ownId: string; ids: string }, { id: string }>((db, argument, texts) =>
  db
    .selectFrom('memberships as mine')
    .innerJoin('memberships as theirs', 'theirs.room_id', 'mine.room_id')
    .innerJoin('rooms', 'rooms.id', 'mine.room_id')
    .select('theirs.user_id as id')
    .distinct()
    .where('mine.user_id', '=', argument('ownId'))
    .where('theirs.user_id', 'in', texts('ids'))
    .where('rooms.closed_at', 'is', null),
)
