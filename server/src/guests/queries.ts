import type { QueryOutput } from '@parley/protocol/queries.ts'
import { hasCarriedOut } from '../accounts/queries.ts'
import { displaySkeleton } from '../accounts/skeleton.ts'
import type { UserTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { toInstant } from '../instant.ts'

/** Finds the guest whom an earlier request with the same id made. */
export async function findMadeGuest(
  reader: Reader,
  displayName: string,
  commandId: string,
): Promise<UserTable | undefined> {
  const namesakes = await reader.db
    .selectFrom('users')
    .selectAll()
    .where('display_skeleton', '=', displaySkeleton(displayName))
    .where('role', '=', 'guest')
    .where('forgotten_at', 'is', null)
    .execute()
  for (const guest of namesakes) if (await hasCarriedOut(reader, guest.id, commandId)) return guest
  return undefined
}

/** Answers `guest.list`. */
export async function guestList(reader: Reader): Promise<QueryOutput<'guest.list'>> {
  const guests = await reader.db
    .selectFrom('users')
    .select(['id', 'display_name', 'created_at', 'last_seen_at'])
    .where('role', '=', 'guest')
    .where('forgotten_at', 'is', null)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id')
    .execute()
  const rooms = await listRoomNames(reader)
  return {
    guests: guests.map((guest) => ({
      id: guest.id,
      displayName: guest.display_name,
      createdAt: toInstant(guest.created_at),
      lastSeenAt: toInstant(guest.last_seen_at ?? guest.created_at),
      rooms: rooms.get(guest.id) ?? [],
    })),
  }
}

/** The names of the rooms in which each guest is, those that are not closed. */
async function listRoomNames(reader: Reader): Promise<Map<string, string[]>> {
  const rows = await reader.db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .innerJoin('rooms', 'rooms.id', 'memberships.room_id')
    .select(['memberships.user_id', 'rooms.name'])
    .where('users.role', '=', 'guest')
    .where('rooms.closed_at', 'is', null)
    .orderBy('rooms.name')
    .execute()
  const names = new Map<string, string[]>()
  for (const row of rows) names.set(row.user_id, [...(names.get(row.user_id) ?? []), row.name ?? ''])
  return names
}
