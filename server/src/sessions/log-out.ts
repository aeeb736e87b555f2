import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { outcomeOf } from '../events/outcome.ts'
import { recordSessionEnded } from './record-session.ts'

/** Ends the session through which it comes. */
export async function logOut(tx: Transaction, actor: KnownActor): Promise<Outcome> {
  return outcomeOf(await recordSessionEnded(tx, actor.id, actor.sessionId))
}
