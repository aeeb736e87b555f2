import { ParleyError } from '@parley/protocol/errors.ts'
import type { Transaction } from '../database/transaction.ts'

/** Counts one use of an invite in the transaction that it lets through, so that no race goes past its limit. */
export async function recordInviteUsed(tx: Transaction, inviteId: string): Promise<void> {
  const used = await tx.db
    .updateTable('invites')
    .set((eb) => ({ uses: eb('uses', '+', 1) }))
    .where('id', '=', inviteId)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('max_uses', 'is', null), eb('uses', '<', eb.ref('max_uses'))]))
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', tx.now)]))
    .returning('id')
    .executeTakeFirst()
  if (!used) throw new ParleyError('invite_not_found')
}
