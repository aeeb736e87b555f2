import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { MessageTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { findOpenRoom } from '../rooms/access.ts'

/** Loads one's own message in a room of which one is still a member. Another's is `forbidden`, one that one may not see `message_not_found`. */
export async function accessOwnMessage(reader: Reader, actor: KnownActor, messageId: string): Promise<MessageTable> {
  const message = await accessMessage(reader, actor, messageId)
  if (message.author_id !== actor.id) throw new ParleyError('forbidden')
  return message
}

/** Loads a message to delete it: one's own, or as an owner any but those of others' direct rooms. */
export async function accessMessageToDelete(
  reader: Reader,
  actor: KnownActor,
  messageId: string,
): Promise<MessageTable> {
  if (actor.role !== 'owner') return accessOwnMessage(reader, actor, messageId)
  const message = await findMessage(reader, messageId)
  const room = message && (await findOpenRoom(reader, message.room_id))
  if (!message || !room) throw new ParleyError('message_not_found')
  return room.kind === 'direct' ? accessOwnMessage(reader, actor, messageId) : message
}

async function accessMessage(reader: Reader, actor: KnownActor, messageId: string): Promise<MessageTable> {
  const message = await reader.db
    .selectFrom('messages')
    .innerJoin('rooms', 'rooms.id', 'messages.room_id')
    .innerJoin('memberships', 'memberships.room_id', 'messages.room_id')
    .selectAll('messages')
    .where('messages.id', '=', messageId)
    .where('memberships.user_id', '=', actor.id)
    .where('rooms.closed_at', 'is', null)
    .executeTakeFirst()
  if (!message) throw new ParleyError('message_not_found')
  return message
}

function findMessage(reader: Reader, messageId: string): Promise<MessageTable | undefined> {
  return reader.db.selectFrom('messages').selectAll().where('id', '=', messageId).executeTakeFirst()
}
