import { ParleyError } from '@parley/protocol/errors.ts'
import type { RoomRight } from '@parley/protocol/rights.ts'
import type { KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { MessageTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { accessAnyRoom, accessRoom, findOpenRoom, requireRight, type RoomAccess } from '../rooms/access.ts'

/** A message in its room, and one's own membership of that. */
export type MessageAccess = RoomAccess & { message: MessageTable }

/** Loads a message of a room in which the actor is, to do there what `right` says; to anyone else it does not exist. */
export async function accessMessage(
  reader: Reader,
  actor: KnownActor,
  messageId: string,
  right: RoomRight,
): Promise<MessageAccess> {
  const [message] = await selectMessage(reader, { messageId, userId: actor.id })
  if (!message) throw new ParleyError('message_not_found')
  return { message, ...(await accessRoom(reader, actor, message.room_id, right)) }
}

/** Loads one's own message to edit it: where only announcements are made, one may still edit what stands in a thread. */
export async function accessMessageToEdit(reader: Reader, actor: KnownActor, messageId: string): Promise<MessageTable> {
  const { message, ...access } = await accessMessage(reader, actor, messageId, 'read')
  if (message.author_id !== actor.id) throw new ParleyError('forbidden')
  requireRight(access, actor, message.in_room === 1 ? 'edit' : 'edit-reply')
  return message
}

/** Loads a message to delete it: one's own, as a moderator any of the room, as an owner of the community any but those of others' direct rooms. */
export async function accessMessageToDelete(
  reader: Reader,
  actor: KnownActor,
  messageId: string,
): Promise<MessageTable> {
  if (actor.role === 'owner') return accessAnyMessage(reader, actor, messageId)
  const { message, ...access } = await accessMessage(reader, actor, messageId, 'read')
  const isOwn = message.author_id === actor.id
  if (!isOwn && access.room.kind === 'direct') throw new ParleyError('forbidden')
  requireRight(access, actor, isOwn ? 'delete' : 'delete-any')
  return message
}

/** Loads a message that was not deleted, of a room in which the actor is, to do there what `right` says. */
export async function accessWholeMessage(
  reader: Reader,
  actor: KnownActor,
  messageId: string,
  right: RoomRight,
): Promise<MessageTable> {
  const { message } = await accessMessage(reader, actor, messageId, right)
  if (message.deleted_at !== null) throw new ParleyError('message_gone')
  return message
}

async function accessAnyMessage(reader: Reader, actor: KnownActor, messageId: string): Promise<MessageTable> {
  const message = await reader.db.selectFrom('messages').selectAll().where('id', '=', messageId).executeTakeFirst()
  const room = message && (await findOpenRoom(reader, message.room_id))
  if (!message || !room) throw new ParleyError('message_not_found')
  if (room.kind === 'direct') return accessOwnMessage(reader, actor, messageId)
  await accessAnyRoom(reader, actor, room.id, 'delete-any')
  return message
}

async function accessOwnMessage(reader: Reader, actor: KnownActor, messageId: string): Promise<MessageTable> {
  const { message } = await accessMessage(reader, actor, messageId, 'delete')
  if (message.author_id !== actor.id) throw new ParleyError('forbidden')
  return message
}

const selectMessage = hot<{ messageId: string; userId: string }, MessageTable>((db, argument) =>
  db
    .selectFrom('messages')
    .innerJoin('rooms', 'rooms.id', 'messages.room_id')
    .innerJoin('memberships', 'memberships.room_id', 'messages.room_id')
    .selectAll('messages')
    .where('messages.id', '=', argument('messageId'))
    .where('memberships.user_id', '=', argument('userId'))
    .where('rooms.closed_at', 'is', null),
)

/** The same for the message that has a place in a room's log, in its timeline or in a thread. */
export async function accessMessageAt(
  reader: Reader,
  actor: KnownActor,
  { roomId, seq }: { roomId: string; seq: number },
  right: RoomRight,
): Promise<MessageAccess> {
  const [event] = await selectPosted(reader, { roomId, seq })
  if (!event) throw new ParleyError('message_not_found')
  return accessMessage(reader, actor, event.subject_id, right)
}

const selectPosted = hot<{ roomId: string; seq: number }, { subject_id: string }>((db, argument) =>
  db
    .selectFrom('events')
    .select('subject_id')
    .where('log_id', '=', argument('roomId'))
    .where('seq', '=', argument('seq'))
    .where('type', '=', 'message.posted'),
)

/** Loads a message of a room to which the actor has access already. */
export async function accessMessageOf(reader: Reader, roomId: string, messageId: string): Promise<MessageTable> {
  const [message] = await selectOfRoom(reader, { roomId, messageId })
  if (!message) throw new ParleyError('message_not_found')
  return message
}

const selectOfRoom = hot<{ roomId: string; messageId: string }, MessageTable>((db, argument) =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('id', '=', argument('messageId'))
    .where('room_id', '=', argument('roomId')),
)
