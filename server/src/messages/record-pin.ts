import type { Transaction } from '../database/transaction.ts'
import type { Appended } from '../events/append.ts'

/** Writes on a message's row that it is pinned, since when and by whom, or that it is not. */
export async function recordPin(
  tx: Transaction,
  event: Appended,
  pin: { at: number; userId: string; seq: number } | null,
): Promise<void> {
  await tx.db
    .updateTable('messages')
    .set({
      pinned_at: pin?.at ?? null,
      pinned_by: pin?.userId ?? null,
      pinned_seq: pin?.seq ?? null,
      version: event.seq,
    })
    .where('id', '=', event.subjectId)
    .execute()
}
