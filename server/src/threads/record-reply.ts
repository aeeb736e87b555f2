import { LIMITS } from '@parley/protocol/limits.ts'
import { hot } from '../database/hot.ts'
import type { MessageTable, ThreadTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { recordBegun, recordFollowing } from './record-follow.ts'

type Reply = { authorId: string; seq: number; at: number }

/** Notes a reply in its thread: what is shown of it, and that its author follows it, as does who wrote the root. */
export async function recordReply(tx: Transaction, root: MessageTable, reply: Reply): Promise<void> {
  const [known] = root.has_thread === 1 ? await selectThread(tx, { rootId: root.id }) : []
  const people = [reply.authorId, ...(known?.people ?? '').split(' ')].filter((id) => id !== '')
  const thread = {
    rootId: root.id,
    replyCount: (known?.reply_count ?? 0) + 1,
    lastReplySeq: reply.seq,
    lastReplyAt: reply.at,
    people: [...new Set(people)].slice(0, LIMITS.threadPeople).join(' '),
    version: reply.seq,
  }
  if (known) await updateThread(tx, thread)
  else await insertThread(tx, root, thread)
  await recordFollowing(tx, { userId: reply.authorId, root, readSeq: reply.seq, isOnlyFirst: false })
  if (known) return
  if (root.author_id !== reply.authorId) {
    await recordFollowing(tx, { userId: root.author_id, root, readSeq: root.seq, isOnlyFirst: true })
  }
  await recordBegun(tx, root.id)
}

type Summary = {
  rootId: string
  replyCount: number
  lastReplySeq: number
  lastReplyAt: number | null
  people: string
  version: number
}

const selectThread = hot<{ rootId: string }, ThreadTable>((db, argument) =>
  db.selectFrom('threads').selectAll().where('root_id', '=', argument('rootId')),
)

const updateThread = hot<Summary, unknown>((db, argument) =>
  db
    .updateTable('threads')
    .set({
      reply_count: argument('replyCount'),
      last_reply_seq: argument('lastReplySeq'),
      last_reply_at: argument('lastReplyAt'),
      people: argument('people'),
      version: argument('version'),
    })
    .where('root_id', '=', argument('rootId')),
)

async function insertThread(tx: Transaction, root: MessageTable, thread: Summary): Promise<void> {
  await tx.db
    .insertInto('threads')
    .values({
      root_id: root.id,
      room_id: root.room_id,
      root_author_id: root.author_id,
      reply_count: thread.replyCount,
      last_reply_seq: thread.lastReplySeq,
      last_reply_at: thread.lastReplyAt,
      people: thread.people,
      version: thread.version,
    })
    .execute()
  await tx.db.updateTable('messages').set({ has_thread: 1 }).where('id', '=', root.id).execute()
}

/** Of how many of the last replies the people of a thread are found again. */
const LAST_REPLIES = 20

/** Takes a reply that was just deleted out of what is shown of its thread. */
export async function recordReplyDeleted(tx: Transaction, rootId: string, seq: number): Promise<void> {
  const [thread] = await selectThread(tx, { rootId })
  if (!thread) throw new Error(`thread ${rootId} has lost its row`)
  const last = await selectLast(tx, { rootId, limit: LAST_REPLIES })
  await updateThread(tx, {
    rootId,
    replyCount: thread.reply_count - 1,
    lastReplySeq: last[0]?.seq ?? 0,
    lastReplyAt: last[0]?.at ?? null,
    people: [...new Set(last.map((reply) => reply.author_id))].slice(0, LIMITS.threadPeople).join(' '),
    version: seq,
  })
}

type LastReply = Pick<MessageTable, 'seq' | 'at' | 'author_id'>

const selectLast = hot<{ rootId: string; limit: number }, LastReply>((db, argument) =>
  db
    .selectFrom('messages')
    .select(['seq', 'at', 'author_id'])
    .where('root_id', '=', argument('rootId'))
    .where('deleted_at', 'is', null)
    .orderBy('seq', 'desc')
    .limit(argument('limit')),
)
