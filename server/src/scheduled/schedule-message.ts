import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { KnownActor } from '../actor.ts'
import { readAhead } from '../ahead.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { accessMessageOf } from '../messages/access.ts'
import { accessRoom } from '../rooms/access.ts'
import { accessRoot } from '../threads/access.ts'

/** Has a message sent at a time, under this command's id. What one may say is asked now, and again when it is sent. */
export async function scheduleMessage(
  tx: Transaction,
  actor: KnownActor,
  input: CommandInput<'message.schedule'>,
): Promise<Outcome> {
  const { id, roomId, replyTo, rootId } = input
  const inRoom = rootId === undefined || input.alsoInRoom === true
  await accessRoom(tx, actor, roomId, inRoom ? 'post' : 'reply')
  if (rootId !== undefined) await accessRoot(tx, roomId, rootId)
  if (replyTo !== undefined) await accessMessageOf(tx, roomId, replyTo)
  const dueAt = readAhead(input.at, tx.now)
  await requireSpace(tx, actor.id)
  const event = await append(tx, actor.id, { type: 'message.scheduled', subjectId: id })
  const row = { id, user_id: actor.id, room_id: roomId, body: input.body, version: event.seq }
  const about = { reply_to: replyTo ?? null, root_id: rootId ?? null, in_room: inRoom ? 1 : 0 }
  const inserted = await tx.db
    .insertInto('scheduled')
    .values({ ...row, ...about, due_at: dueAt, try_at: dueAt, problem: null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute()
  if (inserted.length === 0) throw new ParleyError('id_reused')
  return outcomeOf(event)
}

async function requireSpace(tx: Transaction, userId: string): Promise<void> {
  const kept = await tx.db
    .selectFrom('scheduled')
    .select('id')
    .where('user_id', '=', userId)
    .limit(LIMITS.scheduled)
    .execute()
  if (kept.length >= LIMITS.scheduled) throw new ParleyError('too_many')
}
