import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { outcomeOf, unchangedOutcome } from '../events/outcome.ts'
import { accessThread } from './access.ts'
import { recordFollowing } from './record-follow.ts'

/** Follows a thread; what was said in it so far counts as read up to its root. */
export async function followThread(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'thread.follow'>,
): Promise<Outcome> {
  const root = await accessThread(tx, actor, input.rootId)
  const event = await recordFollowing(tx, { userId: actor.id, root, readSeq: root.seq, isOnlyFirst: false })
  return event ? outcomeOf(event) : unchangedOutcome(tx, actor.id, root.id)
}
