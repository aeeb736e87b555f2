import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { columnsOf, findMentioned } from '../mentions/queries.ts'
import { recordMentionsChanged } from '../mentions/record-mentions.ts'
import { accessMessageToEdit } from './access.ts'
import { recordVersion } from './record-version.ts'
import { recordUnindexed } from '../search/record-unindexed.ts'

/** Replaces the body of one's own message; the last edit in the log stays, and what was deleted stays so. */
export async function editMessage(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'message.edit'>,
): Promise<Outcome> {
  const message = await accessMessageToEdit(tx, actor, input.messageId)
  if (message.deleted_at !== null) throw new ParleyError('message_gone')
  await recordUnindexed(tx, message)
  await recordVersion(tx, message)
  const mentioned = await findMentioned(tx, actor, message.room_id, input.body)
  const event = await append(tx, message.room_id, { type: 'message.edited', subjectId: message.id })
  await tx.db
    .updateTable('messages')
    .set({ body: input.body, edited_at: event.at, edited_seq: event.seq, version: event.seq, ...columnsOf(mentioned) })
    .where('id', '=', message.id)
    .execute()
  await recordMentionsChanged(tx, message, mentioned)
  return outcomeOf(event)
}
