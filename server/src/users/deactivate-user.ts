import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { recordHeirs, recordMemberEdited } from '../memberships/record-member.ts'
import { endSessions } from '../sessions/record-session.ts'
import { accessMember } from './access.ts'
import { isLastOwner } from './queries.ts'

/** Deactivates a member: his sessions end, his memberships and messages stay; of a room that he alone owned another becomes an owner. The last owner is refused. */
export async function deactivateUser(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'user.deactivate'>,
): Promise<Outcome> {
  const user = await accessMember(tx, input.userId)
  if (user.deactivated_at !== null) return recordUnchanged(tx, actor.id, user.id)
  if (user.role === 'owner' && (await isLastOwner(tx, user.id))) throw new ParleyError('last_owner')
  await tx.db.updateTable('users').set({ deactivated_at: tx.now }).where('id', '=', user.id).execute()
  const sessions = await endSessions(tx, user.id, 'all')
  const event = await append(tx, user.id, { type: 'user.deactivated', subjectId: user.id, ends: { sessions } })
  await recordMemberEdited(tx, user.id)
  await recordHeirs(tx, user.id)
  return outcomeOf(event)
}
