import type { MessageTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { idsIn, type Mentioned } from './queries.ts'

type Place = { messageId: string; roomId: string; seq: number; at: number; authorId: string }

/** Notes whom a new message names and whom it answers, one row a person, and that it calls everybody. */
export async function recordMentions(
  tx: Transaction,
  place: Place,
  { userIds, calls }: Mentioned,
  answeredId: string | null,
): Promise<void> {
  const others = answeredId === null || answeredId === place.authorId ? userIds : [...userIds, answeredId]
  for (const userId of new Set(others)) {
    await insert(tx, place, userId, { isNamed: userIds.includes(userId), isAnswered: userId === answeredId })
  }
  if (calls !== null) await recordCall(tx, place)
}

/** Notes whom a message names now that it was edited. Whom it answers never changes. */
export async function recordMentionsChanged(
  tx: Transaction,
  message: MessageTable,
  { userIds, calls }: Mentioned,
): Promise<void> {
  const place = placeOf(message)
  const before = idsIn(message.mentions)
  for (const userId of before.filter((id) => !userIds.includes(id))) await removeName(tx, place, userId)
  for (const userId of userIds.filter((id) => !before.includes(id))) {
    const isAnswered = await setNamed(tx, place, userId, 1)
    if (!isAnswered) await insert(tx, place, userId, { isNamed: true, isAnswered: false })
  }
  if (calls !== null && message.calls === null) await recordCall(tx, place)
}

/** A message was deleted: it names and answers nobody any more. */
export async function recordMentionsGone(tx: Transaction, message: MessageTable): Promise<void> {
  const named = idsIn(message.mentions)
  if (named.length === 0 && message.reply_to === null) return
  const quoted = message.reply_to === null ? [] : [await authorOf(tx, message.reply_to)]
  await tx.db
    .deleteFrom('mentions')
    .where('user_id', 'in', [...named, ...quoted])
    .where('room_id', '=', message.room_id)
    .where('seq', '=', message.seq)
    .execute()
}

function placeOf({ id, room_id, seq, at, author_id }: MessageTable): Place {
  return { messageId: id, roomId: room_id, seq, at, authorId: author_id }
}

async function authorOf(tx: Transaction, messageId: string): Promise<string> {
  const { author_id } = await tx.db
    .selectFrom('messages')
    .select('author_id')
    .where('id', '=', messageId)
    .executeTakeFirstOrThrow()
  return author_id
}

async function insert(
  tx: Transaction,
  { messageId, roomId, seq, at }: Place,
  userId: string,
  { isNamed, isAnswered }: { isNamed: boolean; isAnswered: boolean },
): Promise<void> {
  await tx.db
    .insertInto('mentions')
    .values({
      ...{ user_id: userId, room_id: roomId, seq, message_id: messageId, at },
      ...{ is_named: Number(isNamed), is_answered: Number(isAnswered) },
    })
    .execute()
}

async function removeName(tx: Transaction, place: Place, userId: string): Promise<void> {
  await setNamed(tx, place, userId, 0)
  await tx.db
    .deleteFrom('mentions')
    .where('user_id', '=', userId)
    .where('room_id', '=', place.roomId)
    .where('seq', '=', place.seq)
    .where('is_answered', '=', 0)
    .execute()
}

/** Answers whether there is a row about him. */
async function setNamed(tx: Transaction, { roomId, seq }: Place, userId: string, isNamed: 0 | 1): Promise<boolean> {
  const rows = await tx.db
    .updateTable('mentions')
    .set({ is_named: isNamed })
    .where('user_id', '=', userId)
    .where('room_id', '=', roomId)
    .where('seq', '=', seq)
    .returning('seq')
    .execute()
  return rows.length > 0
}

/** The last call is where reading looks for calls; it never goes back, for a message that calls nobody any more is no loss. */
async function recordCall(tx: Transaction, { roomId, seq }: Place): Promise<void> {
  await tx.db
    .updateTable('rooms')
    .set({ last_call_seq: seq })
    .where('id', '=', roomId)
    .where('last_call_seq', '<', seq)
    .execute()
}
