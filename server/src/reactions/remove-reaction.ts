import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { accessWholeMessage } from '../messages/access.ts'
import { recordReactionSummary } from '../messages/record-reaction-summary.ts'
import { findReaction, listFirstReactions } from './queries.ts'
import { readSummary, withoutReaction } from './summary.ts'

/** Takes one's own reaction back; whoever has none changes nothing. */
export async function removeReaction(
  tx: Transaction,
  actor: KnownActor,
  { messageId, emoji }: CommandInput<'reaction.remove'>,
): Promise<Outcome> {
  const message = await accessWholeMessage(tx, actor, messageId, 'react')
  const isThere = await findReaction(tx, messageId, actor.id, emoji)
  if (!isThere || message.reactions === null) return recordUnchanged(tx, actor.id, messageId)
  const event = await append(tx, message.room_id, { type: 'reaction.removed', subjectId: messageId, detail: emoji })
  await tx.db
    .deleteFrom('reactions')
    .where('message_id', '=', messageId)
    .where('user_id', '=', actor.id)
    .where('emoji', '=', emoji)
    .execute()
  const first = await listFirstReactions(tx, messageId, emoji, { after: 0, limit: LIMITS.namedReactions })
  const after = withoutReaction(
    readSummary(message.reactions),
    emoji,
    first.map((row) => row.user_id),
  )
  await recordReactionSummary(tx, messageId, after, event.seq)
  return outcomeOf(event)
}
