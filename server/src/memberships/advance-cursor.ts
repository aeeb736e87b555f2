import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { headOf } from '../events/heads.ts'
import { outcomeOf, unchangedOutcome } from '../events/outcome.ts'
import { accessRoom } from '../rooms/access.ts'

/** Moves one's read cursor to max(old, min(asked, head)): it never goes back and never past the head. */
export async function advanceCursor(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'cursor.advance'>,
): Promise<Outcome> {
  const { room, membership } = await accessRoom(tx, actor, input.roomId, 'read')
  const readSeq = Math.min(input.seq, await headOf(tx, room.id))
  if (readSeq <= membership.read_seq) return unchangedOutcome(tx, actor.id, room.id)
  const event = await append(tx, actor.id, { type: 'cursor.advanced', subjectId: room.id })
  await updateRead(tx, { roomId: room.id, userId: actor.id, readSeq })
  return outcomeOf(event)
}

const updateRead = hot<{ roomId: string; userId: string; readSeq: number }, unknown>((db, argument) =>
  db
    .updateTable('memberships')
    .set({ read_seq: argument('readSeq') })
    .where('room_id', '=', argument('roomId'))
    .where('user_id', '=', argument('userId')),
)
