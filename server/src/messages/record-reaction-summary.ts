import type { Reaction } from '@parley/protocol/reactions.ts'
import type { Transaction } from '../database/transaction.ts'
import { writeSummary } from '../reactions/summary.ts'

/** Puts on a message's row what it shows of its reactions, so that whoever reads the message reads no other table. */
export async function recordReactionSummary(
  tx: Transaction,
  messageId: string,
  reactions: readonly Reaction[],
  version: number,
): Promise<void> {
  await tx.db
    .updateTable('messages')
    .set({ reactions: writeSummary(reactions), version })
    .where('id', '=', messageId)
    .execute()
}
