import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { recordMemberEdited } from '../memberships/record-member.ts'
import { accessMember } from './access.ts'
import { isLastOwner } from './queries.ts'

/** Makes a member an owner of the community, or an owner a member. The last owner is refused. */
export async function setUserRole(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'user.set-role'>,
): Promise<Outcome> {
  const user = await accessMember(tx, input.userId)
  if (user.role === input.role) return recordUnchanged(tx, actor.id, user.id)
  if (user.role === 'owner' && (await isLastOwner(tx, user.id))) throw new ParleyError('last_owner')
  await tx.db.updateTable('users').set({ role: input.role }).where('id', '=', user.id).execute()
  const event = await append(tx, user.id, { type: 'user.role-set', subjectId: user.id })
  await recordMemberEdited(tx, user.id)
  return outcomeOf(event)
}
