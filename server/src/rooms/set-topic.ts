import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { normalizeLine } from '../accounts/profile-text.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { accessRoom } from './access.ts'
import { recordRoomEdited } from './record-room-edited.ts'

/** Sets the short line beside a room's name: what it is about just now. */
export async function setTopic(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'room.set-topic'>,
): Promise<Outcome> {
  const { room } = await accessRoom(tx, actor, input.roomId, 'set-topic')
  const topic = normalizeLine(input.topic, 'topic')
  if (topic === room.topic) return recordUnchanged(tx, actor.id, room.id)
  return outcomeOf(await recordRoomEdited(tx, room.id, 'room.edited', () => ({ topic })))
}
