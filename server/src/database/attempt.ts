import { ParleyError } from '@parley/protocol/errors.ts'
import { sql } from 'kysely'
import type { Transaction } from './transaction.ts'

/** Does a part of an entry that may be refused: then what it wrote is undone, and the refusal is the answer. */
export async function attempt(
  tx: Transaction,
  work: (tx: Transaction) => Promise<unknown>,
): Promise<ParleyError | null> {
  const before = tx.appended.length
  await sql`savepoint part`.execute(tx.db)
  try {
    await work(tx)
    await sql`release savepoint part`.execute(tx.db)
    return null
  } catch (error) {
    await sql`rollback to savepoint part`.execute(tx.db)
    if (!(error instanceof ParleyError)) throw error
    await sql`release savepoint part`.execute(tx.db)
    tx.appended.length = before
    return error
  }
}
