import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { accessScheduled } from './access.ts'

/** Takes back one's own scheduled message. */
export async function cancelScheduled(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'scheduled.cancel'>,
): Promise<Outcome> {
  const row = await accessScheduled(tx, actor, input.scheduledId)
  const event = await append(tx, actor.id, { type: 'scheduled.cancelled', subjectId: row.id })
  await tx.db.deleteFrom('scheduled').where('id', '=', row.id).execute()
  return outcomeOf(event)
}
