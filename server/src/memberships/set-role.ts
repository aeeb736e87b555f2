import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { accessRoom } from '../rooms/access.ts'
import { findMemberStanding, hasOtherOwner } from './queries.ts'
import { recordRole } from './record-member.ts'

/** Gives somebody who is in a room another role there; the last owner stays one, and a guest stays a guest. */
export async function setRole(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'room.set-role'>,
): Promise<Outcome> {
  const { room } = await accessRoom(tx, actor, input.roomId, 'set-role')
  const member = await findMemberStanding(tx, room.id, input.userId)
  if (!member) throw new ParleyError('user_not_found')
  if (member.role === input.role) return recordUnchanged(tx, actor.id, input.userId)
  if (member.standing === 'guest') throw new ParleyError('forbidden')
  const isLast = member.role === 'owner' && !(await hasOtherOwner(tx, room.id, input.userId))
  if (isLast) throw new ParleyError('last_room_owner')
  return outcomeOf(await recordRole(tx, room.id, input.userId, input.role))
}
