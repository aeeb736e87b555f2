import { LIMITS } from '@parley/protocol/limits.ts'
import type { Member } from '@parley/protocol/memberships.ts'
import type { RoomEntry } from '@parley/protocol/rooms.ts'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { hot } from '../database/hot.ts'
import type { MembershipTable, RoomTable, Schema } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { toInstant } from '../instant.ts'
import { toRoom } from '../rooms/to-room.ts'

/** Tells whether somebody is in a room. */
export async function isMember(reader: Reader, roomId: string, userId: string): Promise<boolean> {
  return (await findMembers(reader, roomId, [userId])).length > 0
}

/** The people of a room in the order of their ids. */
export async function listMembers(reader: Reader, roomId: string, after: string, limit: number): Promise<Member[]> {
  return (await selectMembers(reader, { roomId, after, limit })).map(toMember)
}

const selectMembers = hot<{ roomId: string; after: string; limit: number }, MembershipTable>((db, argument) =>
  db
    .selectFrom('memberships')
    .selectAll()
    .where('room_id', '=', argument('roomId'))
    .where('user_id', '>', argument('after'))
    .orderBy('user_id')
    .limit(argument('limit')),
)

/** Some people of a room, those who are in it. */
export async function findMembers(reader: Reader, roomId: string, userIds: readonly string[]): Promise<Member[]> {
  if (userIds.length === 0) return []
  return (await selectSomeMembers(reader, { roomId, userIds: JSON.stringify(userIds) })).map(toMember)
}

const selectSomeMembers = hot<{ roomId: string; userIds: string }, MembershipTable>((db, argument, texts) =>
  db
    .selectFrom('memberships')
    .selectAll()
    .where('room_id', '=', argument('roomId'))
    .where('user_id', 'in', texts('userIds')),
)

function toMember(row: MembershipTable): Member {
  return { userId: row.user_id, role: row.role, joinedAt: toInstant(row.joined_at), version: row.version }
}

/** A room in the list of one of its members. */
export async function toEntry(reader: Reader, room: RoomTable, membership: MembershipTable): Promise<RoomEntry> {
  const [row] = await selectEntry(reader, { userId: membership.user_id, roomId: room.id })
  if (!row) throw new Error(`room ${room.id} has lost its member`)
  return toRoomEntry(row)
}

/** Somebody's rooms, the latest activity first. */
export async function listEntries(reader: Reader, userId: string): Promise<RoomEntry[]> {
  return (await selectEntries(reader, { userId })).map(toRoomEntry)
}

/** Some of somebody's rooms: those of these ids in which he is. */
export async function findEntries(reader: Reader, userId: string, roomIds: readonly string[]): Promise<RoomEntry[]> {
  if (roomIds.length === 0) return []
  return (await selectSomeEntries(reader, { userId, roomIds: JSON.stringify(roomIds) })).map(toRoomEntry)
}

type EntryRow = RoomTable & {
  my_role: MembershipTable['role']
  joined_at: number
  last_posted_at: number
  read_seq: number
  hidden_seq: number
  head: number
  unread: number
}

const selectEntries = hot<{ userId: string }, EntryRow>((db, argument) => entries(db, argument('userId')))

const selectEntry = hot<{ userId: string; roomId: string }, EntryRow>((db, argument) =>
  entries(db, argument('userId')).where('memberships.room_id', '=', argument('roomId')),
)

const selectSomeEntries = hot<{ userId: string; roomIds: string }, EntryRow>((db, argument, texts) =>
  entries(db, argument('userId')).where('memberships.room_id', 'in', texts('roomIds')),
)

/** One statement for a whole list, whose cost depends on the number of rooms alone. */
function entries(db: Kysely<Schema>, userId: RawBuilder<string>) {
  return db
    .selectFrom('memberships')
    .innerJoin('rooms', 'rooms.id', 'memberships.room_id')
    .innerJoin('logs', 'logs.id', 'memberships.room_id')
    .selectAll('rooms')
    .select([
      'memberships.role as my_role',
      'memberships.joined_at',
      'memberships.last_posted_at',
      'memberships.read_seq',
      'memberships.hidden_seq',
      'logs.head',
      unread.as('unread'),
    ])
    .where('memberships.user_id', '=', userId)
    .where('rooms.closed_at', 'is', null)
    .orderBy((eb) => eb.fn.coalesce('rooms.last_message_at', 'rooms.created_at'), 'desc')
    .orderBy('rooms.id')
}

/**
 * Unread messages: derived from the cursor, which is never behind one's own. Direct rooms are counted by index up to 99,
 * others are 0 or 1.
 */
const unread = sql<number>`case
  when rooms.last_message_seq <= memberships.read_seq then 0
  when rooms.kind <> 'direct' then 1
  else (select count(*) from (
    select 1 from messages
    where messages.room_id = memberships.room_id and messages.in_room = 1 and messages.seq > memberships.read_seq
    limit ${sql.lit(LIMITS.unreadCount)}) as unread)
  end`

function toRoomEntry(row: EntryRow): RoomEntry {
  return {
    room: toRoom(row),
    membership: {
      role: row.my_role,
      joinedAt: toInstant(row.joined_at),
      lastPostedAt: row.last_posted_at === 0 ? null : toInstant(row.last_posted_at),
      readSeq: row.read_seq,
      hiddenSeq: row.hidden_seq,
    },
    head: row.head,
    unread: row.unread,
  }
}
