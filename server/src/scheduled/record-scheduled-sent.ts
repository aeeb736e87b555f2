import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { ScheduledTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { append, type Appended } from '../events/append.ts'
import { recordPost } from '../messages/record-post.ts'

/**
 * Says a scheduled message in its author's name, under its id. That it waits no longer is written in the same transaction,
 * and first: who sends it at the same moment, on this node or another, finds it gone.
 */
export async function recordScheduledSent(tx: Transaction, author: KnownActor, row: ScheduledTable): Promise<Appended> {
  const claimed = await tx.db.deleteFrom('scheduled').where('id', '=', row.id).returning('id').execute()
  if (claimed.length === 0) throw new ParleyError('scheduled_not_found')
  const event = await append(tx, row.user_id, { type: 'scheduled.sent', subjectId: row.id })
  await recordPost(tx, author, {
    id: row.id,
    roomId: row.room_id,
    body: row.body,
    ...(row.reply_to === null ? {} : { replyTo: row.reply_to }),
    ...(row.root_id === null ? {} : { rootId: row.root_id, alsoInRoom: row.in_room === 1 }),
  })
  return event
}
