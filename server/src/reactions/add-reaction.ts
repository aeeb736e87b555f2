import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { accessWholeMessage } from '../messages/access.ts'
import { recordReactionSummary } from '../messages/record-reaction-summary.ts'
import { findReaction } from './queries.ts'
import { readSummary, withReaction } from './summary.ts'

/** Reacts to a message with an emoji; whoever does so already changes nothing. */
export async function addReaction(
  tx: Transaction,
  actor: KnownActor,
  { messageId, emoji }: CommandInput<'reaction.add'>,
): Promise<Outcome> {
  const message = await accessWholeMessage(tx, actor, messageId, 'react')
  if (await findReaction(tx, messageId, actor.id, emoji)) return recordUnchanged(tx, actor.id, messageId)
  const before = message.reactions === null ? [] : readSummary(message.reactions)
  const after = withReaction(before, emoji, actor.id)
  if (after === null) throw new ParleyError('too_many_reactions')
  const event = await append(tx, message.room_id, { type: 'reaction.added', subjectId: messageId, detail: emoji })
  await tx.db
    .insertInto('reactions')
    .values({ message_id: messageId, user_id: actor.id, emoji, seq: event.seq, at: event.at })
    .execute()
  await recordReactionSummary(tx, messageId, after, event.seq)
  return outcomeOf(event)
}
