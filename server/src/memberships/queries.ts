import { LIMITS } from '@parley/protocol/limits.ts'
import type { Level, Member, RoomRole } from '@parley/protocol/memberships.ts'
import { countOf, hasKeyword } from '@parley/protocol/reasons.ts'
import { type Standing, standingOf } from '@parley/protocol/rights.ts'
import type { RoomEntry } from '@parley/protocol/rooms.ts'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { hot } from '../database/hot.ts'
import type { MembershipTable, RoomTable, Schema } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { toInstant } from '../instant.ts'
import { keywordsIn } from '../notifications/keywords.ts'
import { toRoom } from '../rooms/to-room.ts'
import { repliesIn } from '../threads/queries.ts'
import { type FoundSeqs, level, reasonsFrom, seqsOf, unreadAfter } from './unread.ts'

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

/** What somebody is in a room, and how he stands there; undefined: he is not in it. */
export async function findMemberStanding(
  reader: Reader,
  roomId: string,
  userId: string,
): Promise<{ role: RoomRole; standing: Standing } | undefined> {
  const row = await reader.db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['memberships.role', 'users.role as role_in_community'])
    .where('room_id', '=', roomId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row && { role: row.role, standing: standingOf(row.role_in_community, row.role) }
}

/** Tells whether somebody else, who can still log in, owns a room. */
export async function hasOtherOwner(reader: Reader, roomId: string, userId: string): Promise<boolean> {
  const other = await reader.db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select('user_id')
    .where('room_id', '=', roomId)
    .where('memberships.role', '=', 'owner')
    .where('user_id', '<>', userId)
    .where('users.role', '<>', 'guest')
    .where('users.deactivated_at', 'is', null)
    .executeTakeFirst()
  return other !== undefined
}

/** Who takes over a room without an owner: the moderator, else the member, who has been there longest; never a guest. */
export async function findHeir(reader: Reader, roomId: string): Promise<string | undefined> {
  const heir = await reader.db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select('user_id')
    .where('room_id', '=', roomId)
    .where('users.role', '<>', 'guest')
    .where('users.deactivated_at', 'is', null)
    .orderBy((eb) => eb.case().when('memberships.role', '=', 'moderator').then(0).else(1).end())
    .orderBy('joined_at')
    .orderBy('user_id')
    .limit(1)
    .executeTakeFirst()
  return heir?.user_id
}

function toMember(row: MembershipTable): Member {
  return { userId: row.user_id, role: row.role, joinedAt: toInstant(row.joined_at), version: row.version }
}

/** A room in the list of one of its members. */
export async function toEntry(reader: Reader, room: RoomTable, membership: MembershipTable): Promise<RoomEntry> {
  const [entry] = await toEntries(reader, await selectEntry(reader, { userId: membership.user_id, roomId: room.id }))
  if (!entry) throw new Error(`room ${room.id} has lost its member`)
  return entry
}

/** Somebody's rooms, the latest activity first. */
export async function listEntries(reader: Reader, userId: string): Promise<RoomEntry[]> {
  return toEntries(reader, await selectEntries(reader, { userId }))
}

/** Some of somebody's rooms: those of these ids in which he is. */
export async function findEntries(reader: Reader, userId: string, roomIds: readonly string[]): Promise<RoomEntry[]> {
  if (roomIds.length === 0) return []
  return toEntries(reader, await selectSomeEntries(reader, { userId, roomIds: JSON.stringify(roomIds) }))
}

type EntryRow = RoomTable &
  FoundSeqs & {
    user_id: string
    my_role: MembershipTable['role']
    joined_at: number
    last_posted_at: number
    read_seq: number
    hidden_seq: number
    section_id: string | null
    marked_seq: number
    my_level: Level
    unread_after: number
    head: number
    keywords: string
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
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .selectAll('rooms')
    .select([
      'memberships.user_id',
      'memberships.role as my_role',
      'memberships.joined_at',
      'memberships.last_posted_at',
      'memberships.read_seq',
      'memberships.hidden_seq',
      'memberships.marked_seq',
      level.as('my_level'),
      unreadAfter.as('unread_after'),
      'memberships.section_id',
      'logs.head',
      'users.keywords',
      seqsOf.named.as('named'),
      seqsOf.called.as('called'),
      seqsOf.answered.as('answered'),
      seqsOf.every.as('every'),
      seqsOf.replied.as('replied'),
    ])
    .where('memberships.user_id', '=', userId)
    .where('rooms.closed_at', 'is', null)
    .orderBy((eb) => eb.fn.coalesce('rooms.last_message_at', 'rooms.created_at'), 'desc')
    .orderBy('rooms.id')
}

async function toEntries(reader: Reader, rows: readonly EntryRow[]): Promise<RoomEntry[]> {
  const withKeywords = await findKeywords(reader, rows)
  return rows.map((row) => toRoomEntry(row, withKeywords.get(row.id) ?? []))
}

/** Which unread messages have one of the person's keywords: those of the last entries of each log are read, and no others. */
async function findKeywords(reader: Reader, rows: readonly EntryRow[]): Promise<Map<string, number[]>> {
  const open = rows.filter((row) => row.keywords !== '[]' && row.head > row.unread_after && row.my_level !== 'nothing')
  const [first] = open
  if (!first) return new Map()
  const keywords = keywordsIn(first.keywords)
  const roomIds = JSON.stringify(open.map(({ id }) => id))
  const said = await selectSaid(reader, { userId: first.user_id, roomIds, reach: LIMITS.keywordReach })
  const found = said.filter(({ body }) => hasKeyword(body, keywords))
  return new Map(
    Array.from(
      Map.groupBy(found, ({ room_id }) => room_id),
      ([roomId, group]) => [roomId, group.map(({ seq }) => seq)],
    ),
  )
}

type Said = { room_id: string; seq: number; body: string }

const selectSaid = hot<{ userId: string; roomIds: string; reach: number }, Said>((db, argument, texts) =>
  db
    .selectFrom('memberships')
    .innerJoin('rooms', 'rooms.id', 'memberships.room_id')
    .innerJoin('logs', 'logs.id', 'memberships.room_id')
    .innerJoin('messages', 'messages.room_id', 'memberships.room_id')
    .select(['messages.room_id', 'messages.seq', 'messages.body'])
    .where('memberships.user_id', '=', argument('userId'))
    .where('memberships.room_id', 'in', texts('roomIds'))
    .where(sql<boolean>`messages.seq > ${unreadAfter}`)
    .where('messages.in_room', '=', sql.lit(1))
    .where(sql<boolean>`messages.seq > logs.head - ${argument('reach')}`)
    .where('messages.deleted_at', 'is', null)
    .whereRef('messages.author_id', '<>', 'memberships.user_id'),
)

function toRoomEntry(row: EntryRow, keyword: readonly number[]): RoomEntry {
  const reasons = reasonsFrom(row, row.kind, keyword)
  const isAnyUnread = row.my_level !== 'nothing' && row.last_message_seq > row.unread_after
  return {
    room: toRoom(row),
    membership: {
      role: row.my_role,
      joinedAt: toInstant(row.joined_at),
      lastPostedAt: row.last_posted_at === 0 ? null : toInstant(row.last_posted_at),
      readSeq: row.read_seq,
      hiddenSeq: row.hidden_seq,
      level: row.my_level,
      markedSeq: row.marked_seq,
      sectionId: row.section_id,
    },
    head: row.head,
    unread: Math.max(isAnyUnread ? 1 : 0, countOf(reasons)),
    reasons,
    ...(row.replied ? { replies: repliesIn(row.replied) } : {}),
  }
}
