import { LIMITS } from '@parley/protocol/limits.ts'
import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import type { KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { ReactionTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { toInstant } from '../instant.ts'
import { accessWholeMessage } from '../messages/access.ts'
import { listPeople } from '../users/queries.ts'

/** Tells whether somebody reacts to a message with an emoji. */
export async function findReaction(reader: Reader, messageId: string, userId: string, emoji: string): Promise<boolean> {
  const own = await listOwnReactions(reader, [userId], [messageId])
  return own.get(`${messageId} ${userId}`)?.includes(emoji) ?? false
}

/** By `message person`, the emoji with which these people react to these messages, in the order in which they did. */
export async function listOwnReactions(
  reader: Reader,
  userIds: readonly string[],
  messageIds: readonly string[],
): Promise<Map<string, string[]>> {
  const own = new Map<string, string[]>()
  if (messageIds.length === 0) return own
  const given = { userIds: JSON.stringify(userIds), messageIds: JSON.stringify(messageIds) }
  for (const { message_id, user_id, emoji } of await selectOwn(reader, given)) {
    const key = `${message_id} ${user_id}`
    own.set(key, [...(own.get(key) ?? []), emoji])
  }
  return own
}

const selectOwn = hot<{ userIds: string; messageIds: string }, ReactionTable>((db, _, texts) =>
  db
    .selectFrom('reactions')
    .selectAll()
    .where('message_id', 'in', texts('messageIds'))
    .where('user_id', 'in', texts('userIds'))
    .orderBy('seq'),
)

/** Those who react to a message with an emoji, the first first. */
export function listFirstReactions(
  reader: Reader,
  messageId: string,
  emoji: string,
  page: { after: number; limit: number },
): Promise<Pick<ReactionTable, 'user_id' | 'seq' | 'at'>[]> {
  return reader.db
    .selectFrom('reactions')
    .select(['user_id', 'seq', 'at'])
    .where('message_id', '=', messageId)
    .where('emoji', '=', emoji)
    .where('seq', '>', page.after)
    .orderBy('seq')
    .limit(page.limit)
    .execute()
}

/** Answers `reaction.list`. */
export async function reactionList(
  reader: Reader,
  actor: KnownActor,
  { messageId, emoji, after = 0 }: QueryInput<'reaction.list'>,
): Promise<QueryOutput<'reaction.list'>> {
  await accessWholeMessage(reader, actor, messageId, 'read')
  const rows = await listFirstReactions(reader, messageId, emoji, { after, limit: LIMITS.listPage + 1 })
  const page = rows.slice(0, LIMITS.listPage)
  return {
    reactions: page.map((row) => ({ userId: row.user_id, at: toInstant(row.at), seq: row.seq })),
    people: await listPeople(
      reader,
      page.map((row) => row.user_id),
    ),
    next: rows.length > page.length ? (page.at(-1)?.seq ?? null) : null,
  }
}
