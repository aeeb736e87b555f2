import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { accessWholeMessage } from '../messages/access.ts'
import { recordPin } from '../messages/record-pin.ts'

/** Puts a message into its room's list of pins; one that is there changes nothing. */
export async function pinMessage(
  tx: Transaction,
  actor: KnownActor,
  { messageId }: CommandInput<'message.pin'>,
): Promise<Outcome> {
  const message = await accessWholeMessage(tx, actor, messageId, 'pin')
  if (message.pinned_seq !== null) return recordUnchanged(tx, actor.id, messageId)
  const event = await append(tx, message.room_id, { type: 'message.pinned', subjectId: messageId })
  await recordPin(tx, event, { at: event.at, userId: actor.id, seq: event.seq })
  return outcomeOf(event)
}
