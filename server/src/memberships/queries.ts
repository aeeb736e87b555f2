import { LIMITS } from '@parley/protocol/limits.ts'
import type { Member } from '@parley/protocol/memberships.ts'
import type { RoomEntry } from '@parley/protocol/rooms.ts'
import { sql } from 'kysely'
import type { MembershipTable, RoomTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { headOf, headsOf } from '../events/heads.ts'
import { toInstant } from '../instant.ts'
import { toRoom } from '../rooms/to-room.ts'

/** Tells whether somebody is in a room. */
export async function isMember(reader: Reader, roomId: string, userId: string): Promise<boolean> {
  const found = await reader.db
    .selectFrom('memberships')
    .select('role')
    .where('room_id', '=', roomId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return found !== undefined
}

/** The people of a room in the order of their ids. */
export async function listMembers(reader: Reader, roomId: string, after: string, limit: number): Promise<Member[]> {
  const rows = await reader.db
    .selectFrom('memberships')
    .selectAll()
    .where('room_id', '=', roomId)
    .where('user_id', '>', after)
    .orderBy('user_id')
    .limit(limit)
    .execute()
  return rows.map(toMember)
}

/** Some people of a room, those who are in it. */
export async function findMembers(reader: Reader, roomId: string, userIds: readonly string[]): Promise<Member[]> {
  if (userIds.length === 0) return []
  const rows = await reader.db
    .selectFrom('memberships')
    .selectAll()
    .where('room_id', '=', roomId)
    .where('user_id', 'in', userIds)
    .execute()
  return rows.map(toMember)
}

function toMember(row: MembershipTable): Member {
  return { userId: row.user_id, role: row.role, joinedAt: toInstant(row.joined_at), version: row.version }
}

/** A room in the list of one of its members. */
export async function toEntry(reader: Reader, room: RoomTable, membership: MembershipTable): Promise<RoomEntry> {
  return entryWith(room, membership, await headOf(reader, room.id), await unreadOf(reader, room, membership))
}

/** Somebody's rooms, the latest activity first. */
export async function listEntries(reader: Reader, userId: string): Promise<RoomEntry[]> {
  const memberships = await reader.db.selectFrom('memberships').selectAll().where('user_id', '=', userId).execute()
  return entriesOf(reader, memberships)
}

/** Some of somebody's rooms: those of these ids in which he is. */
export async function findEntries(reader: Reader, userId: string, roomIds: readonly string[]): Promise<RoomEntry[]> {
  if (roomIds.length === 0) return []
  const memberships = await reader.db
    .selectFrom('memberships')
    .selectAll()
    .where('user_id', '=', userId)
    .where('room_id', 'in', roomIds)
    .execute()
  return entriesOf(reader, memberships)
}

async function entriesOf(reader: Reader, memberships: readonly MembershipTable[]): Promise<RoomEntry[]> {
  const ids = memberships.map((membership) => membership.room_id)
  if (ids.length === 0) return []
  const rooms = await reader.db
    .selectFrom('rooms')
    .selectAll()
    .where('id', 'in', ids)
    .where('closed_at', 'is', null)
    .orderBy((eb) => eb.fn.coalesce('last_message_at', 'created_at'), 'desc')
    .orderBy('id')
    .execute()
  const heads = await headsOf(reader, ids)
  const byRoom = new Map(memberships.map((membership) => [membership.room_id, membership]))
  const entries: RoomEntry[] = []
  for (const room of rooms) {
    const membership = byRoom.get(room.id)
    if (!membership) continue
    entries.push(entryWith(room, membership, heads.get(room.id) ?? 0, await unreadOf(reader, room, membership)))
  }
  return entries
}

function entryWith(room: RoomTable, membership: MembershipTable, head: number, unread: number): RoomEntry {
  return {
    room: toRoom(room),
    membership: {
      role: membership.role,
      joinedAt: toInstant(membership.joined_at),
      readSeq: membership.read_seq,
      hiddenSeq: membership.hidden_seq,
    },
    head,
    unread,
  }
}

/** Unread messages: derived from the cursor. Direct rooms are counted by index up to 99, others are 0 or 1. */
export async function unreadOf(reader: Reader, room: RoomTable, membership: MembershipTable): Promise<number> {
  if (room.last_message_seq <= membership.read_seq) return 0
  if (room.kind !== 'direct') return 1
  const counted = await sql<{ n: number }>`
    select count(*) as n from (
      select 1 from messages
      where room_id = ${room.id} and seq > ${membership.read_seq} and author_id <> ${membership.user_id}
      limit ${LIMITS.unreadCount}) as unread`.execute(reader.db)
  return counted.rows[0]?.n ?? 0
}
