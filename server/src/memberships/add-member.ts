import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { accessRoom } from '../rooms/access.ts'
import { areMembers } from '../users/queries.ts'
import { isMember } from './queries.ts'
import { recordMember } from './record-member.ts'

/** Adds a member of the community to a room in which one is oneself; guests come in by the room's name. */
export async function addMember(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'room.add-member'>,
): Promise<Outcome> {
  const { room } = await accessRoom(tx, actor, input.roomId, 'add-member')
  if (await isMember(tx, room.id, input.userId)) return recordUnchanged(tx, actor.id, input.userId)
  if (!(await areMembers(tx, [input.userId]))) throw new ParleyError('user_not_found')
  return outcomeOf(await recordMember(tx, { roomId: room.id, userId: input.userId, role: 'member' }))
}
