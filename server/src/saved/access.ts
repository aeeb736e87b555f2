import { hot } from '../database/hot.ts'
import type { Reader } from '../database/transaction.ts'

/** Which of these messages somebody keeps. */
export async function listSavedAmong(
  reader: Reader,
  userId: string,
  messageIds: readonly string[],
): Promise<Set<string>> {
  if (messageIds.length === 0) return new Set()
  const rows = await selectSaved(reader, { userId, messageIds: JSON.stringify(messageIds) })
  return new Set(rows.map((row) => row.message_id))
}

const selectSaved = hot<{ userId: string; messageIds: string }, { message_id: string }>((db, argument, texts) =>
  db
    .selectFrom('saved_messages')
    .select('message_id')
    .where('user_id', '=', argument('userId'))
    .where('message_id', 'in', texts('messageIds')),
)
