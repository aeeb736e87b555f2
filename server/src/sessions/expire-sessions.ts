import type { Transaction } from '../database/transaction.ts'
import type { Lifetimes } from './lifetime.ts'
import { recordSessionEnded } from './record-session.ts'

const BATCH = 100

/** Ends the sessions that ran out, so that their sockets close too. Answers whether there may be more. */
export async function expireSessions(tx: Transaction, lifetimes: Lifetimes): Promise<boolean> {
  const rows = await tx.db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['sessions.id', 'sessions.user_id'])
    .where('sessions.ended_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('sessions.last_seen_at', '<', tx.now - lifetimes.guestIdleMs),
        eb.and([
          eb('users.role', '<>', 'guest'),
          eb.or([
            eb('sessions.last_seen_at', '<', tx.now - lifetimes.sessionIdleMs),
            eb('sessions.created_at', '<', tx.now - lifetimes.sessionMs),
          ]),
        ]),
      ]),
    )
    .limit(BATCH)
    .execute()
  for (const row of rows) await recordSessionEnded(tx, row.user_id, row.id)
  return rows.length === BATCH
}
