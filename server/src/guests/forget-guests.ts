import type { Transaction } from '../database/transaction.ts'
import type { Lifetimes } from '../sessions/lifetime.ts'
import { recordGuestEnded } from './record-guest-ended.ts'

const BATCH = 20

/** Forgets the guests who did not come back for long. Answers whether there may be more. */
export async function forgetGuests(tx: Transaction, { guestIdleMs }: Lifetimes): Promise<boolean> {
  const guests = await tx.db
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'guest')
    .where('forgotten_at', 'is', null)
    .where('last_seen_at', '<', tx.now - guestIdleMs)
    .orderBy('last_seen_at')
    .limit(BATCH)
    .execute()
  for (const guest of guests) await recordGuestEnded(tx, guest.id)
  return guests.length === BATCH
}
