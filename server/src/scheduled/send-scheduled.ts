import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { outcomeOf } from '../events/outcome.ts'
import { findAccess } from '../rooms/access.ts'
import { accessScheduled } from './access.ts'
import { recordScheduledSent } from './record-scheduled-sent.ts'

/** Sends one's own scheduled message now. */
export async function sendScheduled(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'scheduled.send'>,
): Promise<Outcome> {
  const row = await accessScheduled(tx, actor, input.scheduledId)
  if (!(await findAccess(tx, actor, row.room_id))) throw new ParleyError('forbidden')
  return outcomeOf(await recordScheduledSent(tx, actor, row))
}
