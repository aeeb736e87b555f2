import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, unchangedOutcome } from '../events/outcome.ts'
import { accessRoom } from '../rooms/access.ts'

/** Chooses what of a room concerns oneself; nobody else is told. */
export async function setLevel(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'membership.set-level'>,
): Promise<Outcome> {
  const { room, membership } = await accessRoom(tx, actor, input.roomId, 'read')
  if (membership.level === input.level) return unchangedOutcome(tx, actor.id, room.id)
  await tx.db
    .updateTable('memberships')
    .set({ level: input.level })
    .where('room_id', '=', room.id)
    .where('user_id', '=', actor.id)
    .execute()
  return outcomeOf(await append(tx, actor.id, { type: 'membership.edited', subjectId: room.id }))
}
