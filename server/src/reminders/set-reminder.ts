import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { KnownActor } from '../actor.ts'
import { readAhead } from '../ahead.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { accessMessage } from '../messages/access.ts'
import { findReminder } from './access.ts'

/** Sets or moves one's reminder of a message. */
export async function setReminder(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'reminder.set'>,
): Promise<Outcome> {
  const { message } = await accessMessage(tx, actor, input.messageId, 'read')
  if (message.deleted_at !== null) throw new ParleyError('message_gone')
  const dueAt = readAhead(input.at, tx.now)
  if (!(await findReminder(tx, actor.id, message.id))) await requireSpace(tx, actor.id)
  const event = await append(tx, actor.id, { type: 'reminder.set', subjectId: message.id })
  const reminder = { due_at: dueAt, fired_at: null, seen_at: null, version: event.seq }
  await tx.db
    .insertInto('reminders')
    .values({ user_id: actor.id, message_id: message.id, room_id: message.room_id, ...reminder })
    .onConflict((conflict) => conflict.columns(['user_id', 'message_id']).doUpdateSet(reminder))
    .execute()
  return outcomeOf(event)
}

async function requireSpace(tx: Transaction, userId: string): Promise<void> {
  const kept = await tx.db
    .selectFrom('reminders')
    .select('message_id')
    .where('user_id', '=', userId)
    .limit(LIMITS.reminders)
    .execute()
  if (kept.length >= LIMITS.reminders) throw new ParleyError('too_many')
}
