import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { outcomeOf } from '../events/outcome.ts'
import { findReminder } from './access.ts'
import { recordReminderRemoved } from './record-reminder-removed.ts'

/** Takes away one's reminder of a message. */
export async function removeReminder(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'reminder.remove'>,
): Promise<Outcome> {
  const reminder = await findReminder(tx, actor.id, input.messageId)
  if (!reminder) throw new ParleyError('message_not_found')
  return outcomeOf(await recordReminderRemoved(tx, reminder))
}
