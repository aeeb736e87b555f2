import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { outcomeOf } from '../events/outcome.ts'
import { unchangedOutcome } from '../events/outcome.ts'
import { accessThread } from './access.ts'
import { findFollow, recordFollow } from './record-follow.ts'

/** Follows a thread no longer. Who wrote its root and never followed it is not made to follow by the first reply either. */
export async function unfollowThread(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'thread.unfollow'>,
): Promise<Outcome> {
  const root = await accessThread(tx, actor, input.rootId)
  const known = await findFollow(tx, actor.id, root.id)
  if (known?.is_following === 0) return unchangedOutcome(tx, actor.id, root.id)
  const readSeq = known?.read_seq ?? root.seq
  return outcomeOf(await recordFollow(tx, { userId: actor.id, root, isFollowing: false, readSeq }))
}
