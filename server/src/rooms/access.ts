import { ParleyError } from '@parley/protocol/errors.ts'
import {
  isBelow,
  refusalIn,
  type RoomRight,
  type RoomRules,
  type Standing,
  standingOf,
} from '@parley/protocol/rights.ts'
import { sql } from 'kysely'
import type { Actor, KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import { recalled } from '../database/recalled.ts'
import type { MembershipTable, RoomTable } from '../database/schema.ts'
import type { Reader, Transaction } from '../database/transaction.ts'

/** A room and one's own membership of it. */
export type RoomAccess = { room: RoomTable; membership: MembershipTable }

/** Loads a room of which the actor is a member, to do there what `right` says; to anyone else it does not exist. */
export async function accessRoom(reader: Reader, actor: Actor, roomId: string, right: RoomRight): Promise<RoomAccess> {
  const access = await findAccess(reader, actor, roomId)
  if (!access) throw new ParleyError('room_not_found')
  requireRight(access, actor, right)
  return access
}

/** Throws unless somebody may do this in a room in which he is; for what turns out to need more than the room was loaded for. */
export function requireRight({ room, membership }: RoomAccess, actor: Actor, right: RoomRight): void {
  const refusal = refusalIn(rulesOf(room), right, standingIn({ room, membership }, actor))
  if (refusal) throw new ParleyError(refusal)
}

/** Finds a room of which the actor is a member. */
export async function findAccess(reader: Reader, actor: Actor, roomId: string): Promise<RoomAccess | null> {
  const [membership] = actor.id === null ? [] : await selectMembership(reader, { roomId, userId: actor.id })
  const room = membership && (await findOpenRoom(reader, roomId))
  return room && membership ? { room, membership } : null
}

/** How the actor stands in a room in which he is. */
export function standingIn({ membership }: RoomAccess, actor: Actor): Standing {
  return standingOf(communityRole(actor), membership.role)
}

function communityRole(actor: Actor): KnownActor['role'] {
  return actor.role === 'nobody' ? 'guest' : actor.role
}

/** What of a room decides what may be done in it. */
export function rulesOf(room: RoomTable): RoomRules {
  const { kind, archived_at, announcements_only } = room
  return { kind, isArchived: archived_at !== null, announcementsOnly: announcements_only === 1 }
}

/** Loads a room that members of the community may see and join. */
export async function accessPublicRoom(reader: Reader, actor: KnownActor, roomId: string): Promise<RoomTable> {
  const room = await findOpenRoom(reader, roomId)
  if (!room || room.kind !== 'public' || actor.role === 'guest') throw new ParleyError('room_not_found')
  return room
}

/** Loads any room but a direct one for the community's owner, who need not be in it; for others as `accessRoom`. */
export async function accessAnyRoom(
  reader: Reader,
  actor: KnownActor,
  roomId: string,
  right: RoomRight,
): Promise<RoomTable> {
  const room = actor.role === 'owner' ? await findOpenRoom(reader, roomId) : undefined
  if (!room || room.kind === 'direct') return (await accessRoom(reader, actor, roomId, right)).room
  const refusal = refusalIn(rulesOf(room), right, 'owner')
  if (refusal) throw new ParleyError(refusal)
  return room
}

/** Finds a room that is not closed. */
export async function findOpenRoom(reader: Reader, roomId: string): Promise<RoomTable | undefined> {
  const [room] = await selectOpenRoom(reader, { roomId })
  return room
}

const selectOpenRoom = recalled(
  hot<{ roomId: string }, RoomTable>((db, argument) =>
    db.selectFrom('rooms').selectAll().where('id', '=', argument('roomId')).where('closed_at', 'is', null),
  ),
  ({ roomId }) => roomId,
)

type Place = { roomId: string; userId: string }

const selectMembershipNow = hot<Place, MembershipTable>((db, argument) =>
  db
    .selectFrom('memberships')
    .selectAll()
    .where('room_id', '=', argument('roomId'))
    .where('user_id', '=', argument('userId')),
)

const selectMembership = recalled(selectMembershipNow, ({ roomId, userId }) => `${roomId} ${userId}`)

/** Throws `slow_mode` with the seconds left where a member said something in a slow room a moment ago. */
export async function requirePace(tx: Transaction, actor: KnownActor, access: RoomAccess): Promise<void> {
  const { room } = access
  if (room.slow_mode_s === 0 || !isBelow(standingIn(access, actor), 'moderator')) return
  const waitS = Math.ceil(((await lastPostedAt(tx, access)) + room.slow_mode_s * 1000 - tx.now) / 1000)
  if (waitS > 0) throw new ParleyError('slow_mode', { retryS: waitS })
}

/** Who left and came back is no newcomer: what he said last is looked for among the room's last messages. */
async function lastPostedAt(tx: Transaction, { room, membership }: RoomAccess): Promise<number> {
  const [now] = await selectMembershipNow(tx, { roomId: room.id, userId: membership.user_id })
  if (now && now.last_posted_at > 0) return now.last_posted_at
  const [last] = await selectLast(tx, { roomId: room.id, authorId: membership.user_id })
  return last?.at ?? 0
}

/** Messages through which somebody who came back is looked for. */
const LOOKED_THROUGH = 500

const selectLast = hot<{ roomId: string; authorId: string }, { at: number }>((db, argument) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom('messages')
        .select(['author_id', 'seq', 'at'])
        .where('room_id', '=', argument('roomId'))
        .where('in_room', '=', sql.lit(1))
        .orderBy('seq', 'desc')
        .limit(LOOKED_THROUGH)
        .as('latest'),
    )
    .select('at')
    .where('author_id', '=', argument('authorId'))
    .orderBy('seq', 'desc')
    .limit(1),
)
