import { LIMITS } from '@parley/protocol/limits.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import type { Room } from '@parley/protocol/rooms.ts'
import type { Actor, KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { RoomTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { epochOf, headOf } from '../events/heads.ts'
import { toInstant, toInstantOrNull } from '../instant.ts'
import { listEntries, listMembers, toEntry } from '../memberships/queries.ts'
import { contains } from '../search/contains.ts'
import { findSections } from '../sections/queries.ts'
import { listReminded } from '../reminders/queries.ts'
import { listPeople } from '../users/queries.ts'
import { accessPublicRoom, accessRoom, findAccess } from './access.ts'
import { normalizeRoomName } from './room-name.ts'
import { toRoom } from './to-room.ts'

/** Loads rooms by their ids, in no order. */
export async function listRooms(reader: Reader, ids: readonly string[]): Promise<Room[]> {
  if (ids.length === 0) return []
  return (await selectRooms(reader, { ids: JSON.stringify(ids) })).map(toRoom)
}

const selectRooms = hot<{ ids: string }, RoomTable>((db, _, texts) =>
  db.selectFrom('rooms').selectAll().where('id', 'in', texts('ids')),
)

/** Tells whether no room bears or bore a name. */
export async function isNameFree(reader: Reader, name: string): Promise<boolean> {
  const found = await reader.db.selectFrom('room_names').select('room_id').where('name', '=', name).executeTakeFirst()
  return found === undefined
}

/** Finds the room that bears or bore a name, closed or not. */
export async function findRoomByName(reader: Reader, name: string): Promise<RoomTable | undefined> {
  const [room] = await selectByName(reader, { name })
  return room
}

const selectByName = hot<{ name: string }, RoomTable>((db, argument) =>
  db
    .selectFrom('room_names')
    .innerJoin('rooms', 'rooms.id', 'room_names.room_id')
    .selectAll('rooms')
    .where('room_names.name', '=', argument('name')),
)

/** Tells whether an id names no log yet. */
export async function isRoomIdFree(reader: Reader, id: string): Promise<boolean> {
  return (await reader.db.selectFrom('logs').select('id').where('id', '=', id).executeTakeFirst()) === undefined
}

/** Answers `room.list`. */
export async function roomList(reader: Reader, actor: KnownActor): Promise<QueryOutput<'room.list'>> {
  const entries = await listEntries(reader, actor.id)
  const directPeople = entries.flatMap((entry) => entry.room.peopleIds)
  const reminded = await listReminded(reader, actor.id)
  return {
    entries,
    people: await listPeople(reader, [...new Set([actor.id, ...directPeople])]),
    sections: await findSections(reader, actor.id),
    ...(reminded.length > 0 ? { reminded } : {}),
    head: await headOf(reader, actor.id),
    epoch: await epochOf(reader),
  }
}

/** Answers `room.show`: by id or name, one's own room or a public one. */
export async function roomShow(
  reader: Reader,
  actor: KnownActor,
  input: QueryInput<'room.show'>,
): Promise<QueryOutput<'room.show'>> {
  const roomId = input.roomId ?? (await idOfName(reader, input.name))
  const entry = await entryOf(reader, actor, roomId)
  return { entry, people: await listPeople(reader, entry.room.peopleIds), epoch: await epochOf(reader) }
}

async function idOfName(reader: Reader, name: string | undefined): Promise<string> {
  if (name === undefined) throw new ParleyError('bad_input', { field: 'roomId', problem: 'Give `roomId` or `name`.' })
  const room = await findRoomByName(reader, lookUpName(name))
  if (!room) throw new ParleyError('room_not_found')
  return room.id
}

/** A name that no room can have is a room that does not exist. */
function lookUpName(name: string): string {
  try {
    return normalizeRoomName(name)
  } catch {
    throw new ParleyError('room_not_found')
  }
}

async function entryOf(reader: Reader, actor: Actor, roomId: string) {
  if (actor.id === null) throw new ParleyError('room_not_found')
  const access = await findAccess(reader, actor, roomId)
  if (access) return toEntry(reader, access.room, access.membership)
  const room = await accessPublicRoom(reader, actor, roomId)
  return { room: toRoom(room), membership: null, head: 0, unread: 0, reasons: {} }
}

/** Answers `room.members`. */
export async function roomMembers(
  reader: Reader,
  actor: KnownActor,
  input: QueryInput<'room.members'>,
): Promise<QueryOutput<'room.members'>> {
  const { room } = await accessRoom(reader, actor, input.roomId, 'read')
  const members = await listMembers(reader, room.id, input.after ?? '', LIMITS.listPage + 1)
  const page = members.slice(0, LIMITS.listPage)
  const ids = page.map((member) => member.userId)
  return {
    members: page,
    people: await listPeople(reader, ids),
    head: await headOf(reader, room.id),
    next: members.length > page.length ? (ids.at(-1) ?? null) : null,
  }
}

/** Answers `room.browse`. */
export async function roomBrowse(
  reader: Reader,
  actor: KnownActor,
  input: QueryInput<'room.browse'>,
): Promise<QueryOutput<'room.browse'>> {
  let query = reader.db
    .selectFrom('rooms')
    .leftJoin('memberships', (join) =>
      join.onRef('memberships.room_id', '=', 'rooms.id').on('memberships.user_id', '=', actor.id),
    )
    .selectAll('rooms')
    .select('memberships.role as my_role')
    .where('kind', '=', 'public')
    .where('closed_at', 'is', null)
    .where('archived_at', input.archived ? 'is not' : 'is', null)
    .where('name', '>', input.after ?? '')
  if (input.search?.trim()) query = query.where(contains('rooms.name_folded', input.search))
  const rows = await query
    .orderBy('name')
    .limit(LIMITS.listPage + 1)
    .execute()
  const page = rows.slice(0, LIMITS.listPage)
  return {
    rooms: page.map((row) => ({ room: toRoom(row), isMember: row.my_role !== null })),
    next: rows.length > page.length ? (page.at(-1)?.name ?? null) : null,
  }
}

/** How many rooms the landing page offers. */
const OPEN_ROOMS = 20

/** Answers `room.list-open`. */
export async function roomListOpen(reader: Reader): Promise<QueryOutput<'room.list-open'>> {
  const rows = await reader.db
    .selectFrom('rooms')
    .select(['name', 'description', 'member_count'])
    .where('open_to_guests', '=', 1)
    .where('closed_at', 'is', null)
    .where('archived_at', 'is', null)
    .where('kind', '=', 'public')
    .orderBy((eb) => eb.fn.coalesce('last_message_at', 'created_at'), 'desc')
    .limit(OPEN_ROOMS)
    .execute()
  return {
    rooms: rows.map((row) => ({
      name: row.name ?? '',
      description: row.description,
      memberCount: row.member_count,
    })),
  }
}

/** Answers `room.list-all`. */
export async function roomListAll(reader: Reader): Promise<QueryOutput<'room.list-all'>> {
  const rows = await reader.db.selectFrom('rooms').selectAll().where('kind', '<>', 'direct').orderBy('name').execute()
  return {
    rooms: rows.map((row) => ({
      id: row.id,
      name: row.name ?? '',
      kind: row.kind === 'private' ? 'private' : 'public',
      openToGuests: row.open_to_guests === 1,
      memberCount: row.member_count,
      createdAt: toInstant(row.created_at),
      lastMessageAt: toInstantOrNull(row.last_message_at),
      isArchived: row.archived_at !== null,
      isClosed: row.closed_at !== null,
    })),
  }
}
