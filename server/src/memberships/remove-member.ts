import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { outcomeOf } from '../events/outcome.ts'
import { accessRoom } from '../rooms/access.ts'
import { isMember } from './queries.ts'
import { recordMemberLeft } from './record-member.ts'

/** Removes somebody from a room that one manages; he receives nothing after the event that says so. */
export async function removeMember(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'room.remove-member'>,
): Promise<Outcome> {
  const { room } = await accessRoom(tx, actor, input.roomId, 'remove-member')
  if (!(await isMember(tx, room.id, input.userId))) throw new ParleyError('user_not_found')
  return outcomeOf(await recordMemberLeft(tx, room.id, input.userId))
}
