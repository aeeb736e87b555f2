import { LIMITS } from '@parley/protocol/limits.ts'
import type { Thread } from '@parley/protocol/messages.ts'
import { sql } from 'kysely'
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

/** One more than are counted, so that one that was deleted is not missed. */
const KEPT = LIMITS.unreadCount + 1

/** The last unread replies of others in the thread of a row of `thread_follows`: their seqs in one text, or null. */
export const unreadReplies = sql<string | null>`(select string_agg(cast(reply.seq as text), ' ')
  from (select messages.seq from messages where messages.root_id = thread_follows.root_id
    and messages.seq > thread_follows.read_seq and messages.author_id <> thread_follows.user_id
    and messages.deleted_at is null order by messages.seq desc limit ${sql.lit(KEPT)}) as reply)`

/** The same for the last threads that a row of `memberships` follows in its room: lines of a root and its seqs. */
export const unreadRepliesInRoom = sql<string | null>`(select string_agg(thread.root_id || ' ' || thread.seqs, ',')
  from (select thread_follows.root_id, ${unreadReplies} as seqs from thread_follows
    inner join threads on threads.root_id = thread_follows.root_id
    where thread_follows.user_id = memberships.user_id and thread_follows.room_id = memberships.room_id
      and thread_follows.is_following = 1 and threads.last_reply_seq > thread_follows.read_seq
    order by threads.last_reply_seq desc limit ${sql.lit(KEPT)}) as thread)`

/** The seqs that a text holds, ascending. */
export function seqsIn(text: string | null): number[] {
  if (text === null || text === '') return []
  return text
    .split(' ')
    .map(Number)
    .sort((a, b) => a - b)
}

/** The unread replies of a room, by the roots of their threads. */
export function repliesIn(text: string | null): Record<string, number[]> {
  const lines = text === null || text === '' ? [] : text.split(',')
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(' ')), seqsIn(line.slice(line.indexOf(' ') + 1))]),
  )
}

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
