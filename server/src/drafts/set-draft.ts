import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { KnownActor } from '../actor.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, unchangedOutcome } from '../events/outcome.ts'
import { accessMessageOf } from '../messages/access.ts'
import { accessRoom } from '../rooms/access.ts'

/** Keeps what one typed and did not send, or forgets it; of two devices the later one's stays. */
export async function setDraft(tx: Transaction, actor: KnownActor, input: CommandInput<'draft.set'>): Promise<Outcome> {
  const { roomId, body } = input
  await accessRoom(tx, actor, roomId, 'read')
  if (input.rootId !== undefined) await accessMessageOf(tx, roomId, input.rootId)
  const place = { user_id: actor.id, room_id: roomId, root_id: input.rootId ?? '' }
  const known = await findDraft(tx, place)
  if (body === (known?.body ?? '')) return unchangedOutcome(tx, actor.id, roomId)
  if (!known) await requireSpace(tx, actor.id)
  const detail = JSON.stringify({ rootId: input.rootId ?? null })
  const event = await append(tx, actor.id, { type: 'draft.set', subjectId: roomId, detail })
  if (body === '') await removeDraft(tx, place)
  else await keepDraft(tx, place, { body, at: event.at, version: event.seq })
  return outcomeOf(event)
}

type Place = { user_id: string; room_id: string; root_id: string }

function findDraft(tx: Transaction, { user_id, room_id, root_id }: Place) {
  return tx.db
    .selectFrom('drafts')
    .select('body')
    .where('user_id', '=', user_id)
    .where('room_id', '=', room_id)
    .where('root_id', '=', root_id)
    .executeTakeFirst()
}

async function requireSpace(tx: Transaction, userId: string): Promise<void> {
  const kept = await tx.db
    .selectFrom('drafts')
    .select('room_id')
    .where('user_id', '=', userId)
    .limit(LIMITS.drafts)
    .execute()
  if (kept.length >= LIMITS.drafts) throw new ParleyError('too_many')
}

async function removeDraft(tx: Transaction, { user_id, room_id, root_id }: Place): Promise<void> {
  await tx.db
    .deleteFrom('drafts')
    .where('user_id', '=', user_id)
    .where('room_id', '=', room_id)
    .where('root_id', '=', root_id)
    .execute()
}

async function keepDraft(
  tx: Transaction,
  place: Place,
  draft: { body: string; at: number; version: number },
): Promise<void> {
  await tx.db
    .insertInto('drafts')
    .values({ ...place, ...draft })
    .onConflict((conflict) => conflict.columns(['user_id', 'room_id', 'root_id']).doUpdateSet(draft))
    .execute()
}
