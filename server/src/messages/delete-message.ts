import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { KnownActor } from '../actor.ts'
import type { MessageTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, unchangedOutcome } from '../events/outcome.ts'
import { recordReplyDeleted } from '../threads/record-reply.ts'
import { columnsOf, NOBODY_NAMED } from '../mentions/queries.ts'
import { recordMentionsGone } from '../mentions/record-mentions.ts'
import { recordReactionsGone } from '../reactions/record-reactions-gone.ts'
import { recordUnindexed } from '../search/record-unindexed.ts'
import { recordLastMessageGone } from '../rooms/record-last-message.ts'
import { recordVersionsGone } from './record-version.ts'
import { accessMessageToDelete } from './access.ts'

/** Deletes a message for ever: its text and what could prove its text go, its place in the log stays. */
export async function deleteMessage(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'message.delete'>,
): Promise<Outcome> {
  const message = await accessMessageToDelete(tx, actor, input.messageId)
  if (message.deleted_at !== null) return unchangedOutcome(tx, message.room_id, message.id)
  await recordUnindexed(tx, message)
  const event = await append(tx, message.room_id, { type: 'message.deleted', subjectId: message.id })
  await tx.db
    .updateTable('messages')
    .set({ body: '', deleted_at: event.at, version: event.seq, ...NOTHING_ELSE, ...columnsOf(NOBODY_NAMED) })
    .where('id', '=', message.id)
    .execute()
  if (message.edited_at !== null) await recordVersionsGone(tx, message.id)
  if (message.reactions !== null) await recordReactionsGone(tx, message.id)
  await recordMentionsGone(tx, message)
  await recordLastMessageGone(tx, message.room_id, message.seq)
  await eraseFingerprints(tx, message)
  if (message.root_id !== null) await recordReplyDeleted(tx, message.root_id, event.seq)
  return outcomeOf(event)
}

const NOTHING_ELSE = { reactions: null, pinned_at: null, pinned_by: null, pinned_seq: null }

/** The HMACs of what the message said would let somebody with the secret test guesses of its text. */
async function eraseFingerprints(tx: Transaction, { room_id, id, seq }: MessageTable): Promise<void> {
  const erased = tx.db.updateTable('events').set({ fingerprint: null }).where('log_id', '=', room_id)
  await erased.where('seq', '=', seq).execute()
  await erased.where('subject_id', '=', id).where('type', '=', 'message.edited').execute()
}
