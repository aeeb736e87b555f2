import { ParleyError } from '@parley/protocol/errors.ts'
import type { Actor, KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { MembershipTable, RoomTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'

/** A room and one's own membership of it. */
export type RoomAccess = { room: RoomTable; membership: MembershipTable }

/** Loads a room of which the actor is a member; to anyone else it does not exist. */
export async function accessRoom(reader: Reader, actor: Actor, roomId: string): Promise<RoomAccess> {
  const [membership] = actor.id === null ? [] : await selectMembership(reader, { roomId, userId: actor.id })
  const room = membership && (await findOpenRoom(reader, roomId))
  if (!room || !membership) throw new ParleyError('room_not_found')
  return { room, membership }
}

/** Loads a room that the actor may change: its maker may, and a community's owner who is in it. */
export async function accessRoomToManage(reader: Reader, actor: KnownActor, roomId: string): Promise<RoomAccess> {
  const access = await accessRoom(reader, actor, roomId)
  if (access.room.kind === 'direct') throw new ParleyError('direct_room')
  if (actor.role !== 'owner' && access.membership.role !== 'owner') throw new ParleyError('forbidden')
  return access
}

/** Loads a room that members of the community may see and join. */
export async function accessPublicRoom(reader: Reader, actor: KnownActor, roomId: string): Promise<RoomTable> {
  const room = await findOpenRoom(reader, roomId)
  if (!room || room.kind !== 'public' || actor.role === 'guest') throw new ParleyError('room_not_found')
  return room
}

/** Loads a room to close it: the community's owner may, whichever room it is, and its maker; nobody closes a direct room. */
export async function accessRoomToClose(reader: Reader, actor: KnownActor, roomId: string): Promise<RoomTable> {
  const room = actor.role === 'owner' ? await findOpenRoom(reader, roomId) : undefined
  if (room && room.kind !== 'direct') return room
  return (await accessRoomToManage(reader, actor, roomId)).room
}

/** Finds a room that is not closed. */
export async function findOpenRoom(reader: Reader, roomId: string): Promise<RoomTable | undefined> {
  const [room] = await selectOpenRoom(reader, { roomId })
  return room
}

const selectOpenRoom = hot<{ roomId: string }, RoomTable>((db, argument) =>
  db.selectFrom('rooms').selectAll().where('id', '=', argument('roomId')).where('closed_at', 'is', null),
)

const selectMembership = hot<{ roomId: string; userId: string }, MembershipTable>((db, argument) =>
  db
    .selectFrom('memberships')
    .selectAll()
    .where('room_id', '=', argument('roomId'))
    .where('user_id', '=', argument('userId')),
)
