import { ParleyError } from '@parley/protocol/errors.ts'
import { displaySkeleton } from '../accounts/skeleton.ts'
import type { Actor } from '../actor.ts'
import { findCommunity } from '../community/queries.ts'
import type { RoomTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { isMember } from '../memberships/queries.ts'
import { findRoomByName } from '../rooms/queries.ts'
import { isNameFree, type Place, suggestName } from './free-name.ts'

/** What a guest asks for, normalized; null for the name of a room that no room can have. */
export type Wish = { roomName: string | null; displayName: string }

/** What a guest gets: a room that is there or, where it is null, one that is made for him. */
export type Entry = { roomId: string | null; roomName: string; displayName: string; isIn: boolean }

/**
 * Throws unless a guest may enter so: before the limits are asked, and again in the transaction. A former name leads to its
 * room as it does for members. A room that is private, closed or not open to guests, and a name that nobody can give, are
 * one and the same `room_name_unavailable`, so that a guest learns of no room that he may not see.
 */
export async function planEntry(reader: Reader, actor: Actor, wish: Wish): Promise<Entry> {
  const community = await findCommunity(reader)
  if (!community) throw new ParleyError('not_set_up')
  if (wish.roomName === null) throw unavailable()
  const room = await findRoomByName(reader, wish.roomName)
  if (room ? !isOpen(room) : community.guest_rooms !== 1) throw unavailable()
  const displayName = await readOwnName(reader, actor, wish.displayName)
  const entry = { roomId: room?.id ?? null, roomName: wish.roomName, displayName }
  if (room && actor.id !== null && (await isMember(reader, room.id, actor.id))) return { ...entry, isIn: true }
  await requireFreeName(reader, displayName, { roomId: entry.roomId, selfId: actor.id })
  return { ...entry, isIn: false }
}

function unavailable(): ParleyError {
  return new ParleyError('room_name_unavailable', { field: 'roomName' })
}

function isOpen(room: RoomTable): boolean {
  const isThere = room.closed_at === null && room.archived_at === null
  return room.kind === 'public' && room.open_to_guests === 1 && isThere
}

/** A guest has one name in all his rooms. */
async function readOwnName(reader: Reader, actor: Actor, asked: string): Promise<string> {
  if (actor.id === null) return asked
  const guest = await reader.db
    .selectFrom('users')
    .select(['display_name', 'display_skeleton'])
    .where('id', '=', actor.id)
    .executeTakeFirstOrThrow()
  if (guest.display_skeleton === displaySkeleton(asked)) return guest.display_name
  throw new ParleyError('bad_input', {
    field: 'displayName',
    problem: `You are here as “${guest.display_name}”. A guest has one name.`,
    suggestion: guest.display_name,
  })
}

async function requireFreeName(reader: Reader, name: string, place: Place): Promise<void> {
  if (await isNameFree(reader, name, place)) return
  const suggestion = await suggestName(reader, name, place)
  throw new ParleyError('display_name_taken', {
    field: 'displayName',
    ...(suggestion === undefined ? {} : { suggestion }),
  })
}
