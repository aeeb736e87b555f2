import type { Transaction } from '../database/transaction.ts'

/** The same transaction for a visitor who becomes somebody in it: its events are his own, and a repeat finds them. */
export function actingAs(tx: Transaction, userId: string): Transaction {
  return { ...tx, mark: { ...tx.mark, actorId: userId } }
}

/** The same, for what may happen again with the same id, as logging in does. */
export function actingUnmarked(tx: Transaction, userId: string): Transaction {
  return { ...tx, mark: { id: null, actorId: userId, fingerprint: null } }
}
