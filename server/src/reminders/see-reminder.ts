import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { findReminder } from './access.ts'

/** One has seen that a reminder came. Of one that has not come there is nothing to see. */
export async function seeReminder(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'reminder.see'>,
): Promise<Outcome> {
  const reminder = await findReminder(tx, actor.id, input.messageId)
  if (!reminder) throw new ParleyError('message_not_found')
  if (reminder.fired_at === null || reminder.seen_at !== null) return recordUnchanged(tx, actor.id, input.messageId)
  const event = await append(tx, actor.id, { type: 'reminder.seen', subjectId: input.messageId })
  await tx.db
    .updateTable('reminders')
    .set({ seen_at: event.at, version: event.seq })
    .where('user_id', '=', actor.id)
    .where('message_id', '=', input.messageId)
    .execute()
  return outcomeOf(event)
}
