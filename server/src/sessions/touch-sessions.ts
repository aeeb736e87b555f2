import type { Transaction } from '../database/transaction.ts'
import type { Visit } from './visits.ts'

const HOUR_MS = 60 * 60_000

/** Stores visits, at most one an hour for each session; of those who tell when they were here, each. */
export async function touchSessions(tx: Transaction, visits: readonly Visit[]): Promise<void> {
  for (const { sessionId, userId, at } of visits) {
    const touched = await tx.db
      .updateTable('sessions')
      .set({ last_seen_at: at })
      .where('id', '=', sessionId)
      .where('ended_at', 'is', null)
      .where('last_seen_at', '<=', at - HOUR_MS)
      .returning('id')
      .executeTakeFirst()
    await recordSeen(tx, userId, at, touched === undefined)
  }
}

async function recordSeen(tx: Transaction, userId: string, at: number, onlyIfShown: boolean): Promise<void> {
  const update = tx.db
    .updateTable('users')
    .set({ last_seen_at: at })
    .where('id', '=', userId)
    .where((eb) => eb.or([eb('last_seen_at', 'is', null), eb('last_seen_at', '<', at)]))
  await (onlyIfShown ? update.where('shows_last_seen', '=', 1) : update).execute()
}
