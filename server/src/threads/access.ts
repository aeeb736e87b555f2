import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { MessageTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { accessMessage, accessMessageOf } from '../messages/access.ts'

/**
 * Loads the root of the thread that is meant by a message of a room to which one has access: the message itself, or the
 * root of the thread in which it is. A deleted message begins no thread.
 */
export async function accessRoot(reader: Reader, roomId: string, messageId: string): Promise<MessageTable> {
  const message = await accessMessageOf(reader, roomId, messageId)
  const root = message.root_id === null ? message : await accessMessageOf(reader, roomId, message.root_id)
  if (root.deleted_at !== null && root.has_thread === 0) throw new ParleyError('message_gone')
  return root
}

/** Loads the same root to read or follow its thread; what one may not see is `message_not_found`. */
export async function accessThread(reader: Reader, actor: KnownActor, messageId: string): Promise<MessageTable> {
  const { message } = await accessMessage(reader, actor, messageId, 'read')
  return message.root_id === null ? message : accessMessageOf(reader, message.room_id, message.root_id)
}
