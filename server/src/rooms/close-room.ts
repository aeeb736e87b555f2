import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { outcomeOf } from '../events/outcome.ts'
import { accessAnyRoom } from './access.ts'
import { recordRoomClosed } from './record-room-closed.ts'

/** Closes a room for everyone, for ever; its name is not given again. */
export async function closeRoom(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'room.close'>,
): Promise<Outcome> {
  const room = await accessAnyRoom(tx, actor, input.roomId, 'close')
  return outcomeOf(await recordRoomClosed(tx, room.id))
}
