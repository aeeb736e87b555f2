import type { Thread } from '@parley/protocol/messages.ts'
import { hot } from '../database/hot.ts'
import type { ThreadTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { toInstantOrNull } from '../instant.ts'

/** Loads threads in short, by their roots. */
export async function listThreads(reader: Reader, rootIds: readonly string[]): Promise<Map<string, Thread>> {
  if (rootIds.length === 0) return new Map()
  const rows = await selectThreads(reader, { rootIds: JSON.stringify(rootIds) })
  return new Map(rows.map((row) => [row.root_id, toThread(row)]))
}

const selectThreads = hot<{ rootIds: string }, ThreadTable>((db, _, texts) =>
  db.selectFrom('threads').selectAll().where('root_id', 'in', texts('rootIds')),
)

function toThread(row: ThreadTable): Thread {
  return {
    rootId: row.root_id,
    rootAuthorId: row.root_author_id,
    replyCount: row.reply_count,
    lastReplySeq: row.last_reply_seq,
    lastReplyAt: toInstantOrNull(row.last_reply_at),
    peopleIds: row.people === '' ? [] : row.people.split(' '),
    version: row.version,
  }
}
