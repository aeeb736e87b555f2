import type { Transaction } from '../database/transaction.ts'
import { GUEST_IDLE_MS, IDLE_MS, MAX_AGE_MS } from './lifetime.ts'
import { recordSessionEnded } from './record-session.ts'

const BATCH = 100

/** Ends the sessions that ran out, so that their sockets close too. Answers whether there may be more. */
export async function expireSessions(tx: Transaction): Promise<boolean> {
  const rows = await tx.db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['sessions.id', 'sessions.user_id'])
    .where('sessions.ended_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('sessions.last_seen_at', '<', tx.now - GUEST_IDLE_MS),
        eb.and([
          eb('users.role', '<>', 'guest'),
          eb.or([
            eb('sessions.last_seen_at', '<', tx.now - IDLE_MS),
            eb('sessions.created_at', '<', tx.now - MAX_AGE_MS),
          ]),
        ]),
      ]),
    )
    .limit(BATCH)
    .execute()
  for (const row of rows) await recordSessionEnded(tx, row.user_id, row.id)
  return rows.length === BATCH
}
