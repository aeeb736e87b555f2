import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { outcomeOf } from '../events/outcome.ts'
import { accessOwnSession } from './access.ts'
import { recordSessionEnded } from './record-session.ts'

/** Ends one of one's own sessions. Another's is `session_not_found`, as one that never was. */
export async function endSession(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'session.end'>,
): Promise<Outcome> {
  const session = await accessOwnSession(tx, actor, input.sessionId)
  return outcomeOf(await recordSessionEnded(tx, actor.id, session.id))
}
