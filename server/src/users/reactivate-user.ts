import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { recordMemberEdited } from '../memberships/record-member.ts'
import { accessMember } from './access.ts'

/** Lets a deactivated member log in again; he is still in his rooms. */
export async function reactivateUser(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'user.reactivate'>,
): Promise<Outcome> {
  const user = await accessMember(tx, input.userId)
  if (user.deactivated_at === null) return recordUnchanged(tx, actor.id, user.id)
  await tx.db.updateTable('users').set({ deactivated_at: null }).where('id', '=', user.id).execute()
  const event = await append(tx, user.id, { type: 'user.reactivated', subjectId: user.id })
  await recordMemberEdited(tx, user.id)
  return outcomeOf(event)
}
