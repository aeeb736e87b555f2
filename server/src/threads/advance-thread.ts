import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { headOf } from '../events/heads.ts'
import { outcomeOf, unchangedOutcome } from '../events/outcome.ts'
import { accessThread } from './access.ts'
import { findFollow, recordThreadRead } from './record-follow.ts'

/** Moves one's cursor of a thread to max(old, min(asked, head)); who does not stand to it has none. */
export async function advanceThread(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'thread.advance'>,
): Promise<Outcome> {
  const root = await accessThread(tx, actor, input.rootId)
  const known = await findFollow(tx, actor.id, root.id)
  const readSeq = Math.min(input.seq, await headOf(tx, root.room_id))
  if (!known || readSeq <= known.read_seq) return unchangedOutcome(tx, actor.id, root.id)
  const event = await append(tx, actor.id, { type: 'thread.advanced', subjectId: root.id })
  await recordThreadRead(tx, actor.id, root.id, readSeq)
  return outcomeOf(event)
}
