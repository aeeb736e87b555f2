import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { accessAnyRoom } from './access.ts'
import { recordRoomEdited } from './record-room-edited.ts'

/** Makes an archived room one like the others again. */
export async function restoreRoom(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'room.restore'>,
): Promise<Outcome> {
  const room = await accessAnyRoom(tx, actor, input.roomId, 'archive')
  if (room.archived_at === null) return recordUnchanged(tx, actor.id, room.id)
  return outcomeOf(await recordRoomEdited(tx, room.id, 'room.restored', () => ({ archived_at: null })))
}
