import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, unchangedOutcome } from '../events/outcome.ts'
import { accessInvite } from './access.ts'

/** Ends an invite: nobody gets in with it any more. */
export async function revokeInvite(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'invite.revoke'>,
): Promise<Outcome> {
  const invite = await accessInvite(tx, input.inviteId)
  if (invite.revoked_at !== null) return unchangedOutcome(tx, actor.id, invite.id)
  await tx.db.updateTable('invites').set({ revoked_at: tx.now }).where('id', '=', invite.id).execute()
  return outcomeOf(await append(tx, actor.id, { type: 'invite.revoked', subjectId: invite.id }))
}
