import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { accessMessage } from '../messages/access.ts'
import { listSavedAmong } from './access.ts'

/** Keeps a message for oneself no longer. One's own list is one's own: what is in it goes also where one may no longer see it. */
export async function unsaveMessage(
  tx: Transaction,
  actor: KnownActor,
  { messageId }: CommandInput<'message.unsave'>,
): Promise<Outcome> {
  if ((await listSavedAmong(tx, actor.id, [messageId])).size === 0) {
    await accessMessage(tx, actor, messageId, 'read')
    return recordUnchanged(tx, actor.id, messageId)
  }
  const event = await append(tx, actor.id, { type: 'message.unsaved', subjectId: messageId })
  await tx.db.deleteFrom('saved_messages').where('user_id', '=', actor.id).where('message_id', '=', messageId).execute()
  return outcomeOf(event)
}
