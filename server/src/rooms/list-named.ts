import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import type { KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { RoomTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { normalizeRoomName } from './room-name.ts'
import { toRoom } from './to-room.ts'

type Named = RoomTable & { found_by: string; my_role: string | null }

/** Answers `room.list-named`: one statement for all names; what may not be seen is as if it were not there. */
export async function roomListNamed(
  reader: Reader,
  actor: KnownActor,
  input: QueryInput<'room.list-named'>,
): Promise<QueryOutput<'room.list-named'>> {
  const asked = input.names.map((name) => ({ name, normal: normalOf(name) }))
  const names = [...new Set(asked.flatMap(({ normal }) => normal ?? []))]
  if (names.length === 0) return { rooms: [] }
  const rows = await selectNamed(reader, { names: JSON.stringify(names), userId: actor.id })
  const seen = rows.filter(({ my_role, kind }) => my_role !== null || (kind === 'public' && actor.role !== 'guest'))
  const rooms = new Map(seen.map((row) => [row.found_by, toRoom(row)]))
  return {
    rooms: asked.flatMap(({ name, normal }) => {
      const room = normal === null ? undefined : rooms.get(normal)
      return room ? [{ name, room }] : []
    }),
  }
}

/** Null for a name that no room can have. */
function normalOf(name: string): string | null {
  try {
    return normalizeRoomName(name)
  } catch {
    return null
  }
}

const selectNamed = hot<{ names: string; userId: string }, Named>((db, argument, texts) =>
  db
    .selectFrom('room_names')
    .innerJoin('rooms', 'rooms.id', 'room_names.room_id')
    .leftJoin('memberships', (join) =>
      join.onRef('memberships.room_id', '=', 'rooms.id').on('memberships.user_id', '=', argument('userId')),
    )
    .selectAll('rooms')
    .select(['room_names.name as found_by', 'memberships.role as my_role'])
    .where('room_names.name', 'in', texts('names'))
    .where('rooms.closed_at', 'is', null),
)
