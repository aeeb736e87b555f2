import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { mayRemove } from '@parley/protocol/rights.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { outcomeOf } from '../events/outcome.ts'
import { accessRoom, standingIn } from '../rooms/access.ts'
import { findMemberStanding } from './queries.ts'
import { recordMemberLeft } from './record-member.ts'

/** Removes somebody from a room; he receives nothing after the event that says so. A moderator removes only who is less than he. */
export async function removeMember(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'room.remove-member'>,
): Promise<Outcome> {
  const access = await accessRoom(tx, actor, input.roomId, 'remove-member')
  const member = await findMemberStanding(tx, access.room.id, input.userId)
  if (!member) throw new ParleyError('user_not_found')
  if (!mayRemove(standingIn(access, actor), member.standing)) throw new ParleyError('forbidden')
  return outcomeOf(await recordMemberLeft(tx, access.room.id, input.userId))
}
