import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import { readAhead } from '../ahead.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { accessScheduled } from './access.ts'

/** Changes the text or the time of one's own scheduled message; one that could not be sent waits again for a time ahead. */
export async function editScheduled(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'scheduled.edit'>,
): Promise<Outcome> {
  const row = await accessScheduled(tx, actor, input.scheduledId)
  const dueAt = input.at === undefined ? row.due_at : readAhead(input.at, tx.now)
  const isFailed = row.try_at === null && input.at === undefined
  const event = await append(tx, actor.id, { type: 'scheduled.edited', subjectId: row.id })
  await tx.db
    .updateTable('scheduled')
    .set({
      body: input.body ?? row.body,
      due_at: dueAt,
      // Without a new time, what failed would be sent at once.
      try_at: isFailed ? null : dueAt,
      problem: isFailed ? row.problem : null,
      version: event.seq,
    })
    .where('id', '=', row.id)
    .execute()
  return outcomeOf(event)
}
