import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { accessWholeMessage } from '../messages/access.ts'
import { recordPin } from '../messages/record-pin.ts'

/** Takes a message out of its room's list of pins; whoever may pin may do so, whoever pinned it. */
export async function unpinMessage(
  tx: Transaction,
  actor: KnownActor,
  { messageId }: CommandInput<'message.unpin'>,
): Promise<Outcome> {
  const message = await accessWholeMessage(tx, actor, messageId, 'pin')
  if (message.pinned_seq === null) return recordUnchanged(tx, actor.id, messageId)
  const event = await append(tx, message.room_id, { type: 'message.unpinned', subjectId: messageId })
  await recordPin(tx, event, null)
  return outcomeOf(event)
}
