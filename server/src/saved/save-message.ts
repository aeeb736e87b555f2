import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { accessWholeMessage } from '../messages/access.ts'
import { listSavedAmong } from './access.ts'

/** Keeps a message for oneself; the event is in one's own log, and nobody else hears of it. */
export async function saveMessage(
  tx: Transaction,
  actor: KnownActor,
  { messageId }: CommandInput<'message.save'>,
): Promise<Outcome> {
  await accessWholeMessage(tx, actor, messageId, 'read')
  if ((await listSavedAmong(tx, actor.id, [messageId])).size > 0) return recordUnchanged(tx, actor.id, messageId)
  const event = await append(tx, actor.id, { type: 'message.saved', subjectId: messageId })
  await tx.db
    .insertInto('saved_messages')
    .values({ user_id: actor.id, message_id: messageId, seq: event.seq, at: event.at })
    .execute()
  return outcomeOf(event)
}
