import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { RoomTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { accessRoom } from '../rooms/access.ts'
import { recordMemberLeft } from './record-member.ts'

/** Leaves a room. The people of a direct room never change: leaving hides it until something is said. */
export async function leaveRoom(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'room.leave'>,
): Promise<Outcome> {
  const { room } = await accessRoom(tx, actor, input.roomId, 'read')
  if (room.kind === 'direct') return hide(tx, actor, room)
  return outcomeOf(await recordMemberLeft(tx, room.id, actor.id))
}

async function hide(tx: Transaction, actor: KnownActor, room: RoomTable): Promise<Outcome> {
  await tx.db
    .updateTable('memberships')
    .set({ hidden_seq: room.last_message_seq })
    .where('room_id', '=', room.id)
    .where('user_id', '=', actor.id)
    .execute()
  return outcomeOf(await append(tx, actor.id, { type: 'room.hidden', subjectId: room.id }))
}
