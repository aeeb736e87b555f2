import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { headOf } from '../events/heads.ts'
import { outcomeOf, unchangedOutcome } from '../events/outcome.ts'
import { accessRoom } from '../rooms/access.ts'

/** Marks a room unread from a seq on, or takes the mark away; the read cursor stays where it is. */
export async function markUnread(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'membership.mark-unread'>,
): Promise<Outcome> {
  const { room, membership } = await accessRoom(tx, actor, input.roomId, 'read')
  const markedSeq = Math.min(input.seq, await headOf(tx, room.id))
  if (membership.marked_seq === markedSeq) return unchangedOutcome(tx, actor.id, room.id)
  await tx.db
    .updateTable('memberships')
    .set({ marked_seq: markedSeq })
    .where('room_id', '=', room.id)
    .where('user_id', '=', actor.id)
    .execute()
  return outcomeOf(await append(tx, actor.id, { type: 'membership.edited', subjectId: room.id }))
}
