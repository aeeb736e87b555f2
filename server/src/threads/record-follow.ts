import { sql } from 'kysely'
import { hot } from '../database/hot.ts'
import type { MessageTable, ThreadFollowTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { append, type Appended } from '../events/append.ts'

type Following = {
  userId: string
  root: MessageTable
  /** How far he has read; his cursor never goes back. */
  readSeq: number
  /** Whether one who stands to the thread already, following or not, stays as he is. */
  isOnlyFirst: boolean
}

/** Makes somebody follow a thread, which his own log tells, unless he does already. */
export async function recordFollowing(tx: Transaction, following: Following): Promise<Appended | null> {
  const { userId, root, readSeq, isOnlyFirst } = following
  const known = await findFollow(tx, userId, root.id)
  if (known && isOnlyFirst) return null
  if (known?.is_following === 1) {
    if (readSeq > known.read_seq) await recordThreadRead(tx, userId, root.id, readSeq)
    return null
  }
  return recordFollow(tx, {
    userId,
    root,
    isFollowing: true,
    readSeq: Math.max(readSeq, known?.read_seq ?? 0),
  })
}

/** Of how many followers of what was no thread yet the logs tell that it is one. */
const MOST_TOLD = 50

/** The first reply makes a thread: who followed the message before that is told, for no list had it. */
export async function recordBegun(tx: Transaction, rootId: string): Promise<void> {
  const told = new Set(tx.appended.flatMap(({ row }) => (row.subject_id === rootId ? [row.log_id] : [])))
  const followers = await selectFollowers(tx, { rootId, limit: MOST_TOLD })
  for (const { user_id } of followers) {
    if (!told.has(user_id)) await append(tx, user_id, { type: 'thread.followed', subjectId: rootId })
  }
}

const selectFollowers = hot<{ rootId: string; limit: number }, { user_id: string }>((db, argument) =>
  db
    .selectFrom('thread_follows')
    .select('user_id')
    .where('root_id', '=', argument('rootId'))
    .where('is_following', '=', sql.lit(1))
    .orderBy('user_id')
    .limit(argument('limit')),
)

type Follow = { userId: string; root: MessageTable; isFollowing: boolean; readSeq: number }

/** Writes that somebody follows a thread or does so no longer, and tells it in his own log. */
export async function recordFollow(tx: Transaction, follow: Follow): Promise<Appended> {
  const { userId, root, isFollowing } = follow
  const type = isFollowing ? 'thread.followed' : 'thread.unfollowed'
  const event = await append(tx, userId, { type, subjectId: root.id })
  const stand = { is_following: isFollowing ? 1 : 0, read_seq: follow.readSeq, version: event.seq }
  await tx.db
    .insertInto('thread_follows')
    .values({ user_id: userId, root_id: root.id, room_id: root.room_id, ...stand })
    .onConflict((conflict) => conflict.columns(['user_id', 'root_id']).doUpdateSet(stand))
    .execute()
  return event
}

/** Finds how somebody stands to a thread. */
export async function findFollow(
  tx: Transaction,
  userId: string,
  rootId: string,
): Promise<ThreadFollowTable | undefined> {
  const [row] = await selectFollow(tx, { userId, rootId })
  return row
}

const selectFollow = hot<{ userId: string; rootId: string }, ThreadFollowTable>((db, argument) =>
  db
    .selectFrom('thread_follows')
    .selectAll()
    .where('user_id', '=', argument('userId'))
    .where('root_id', '=', argument('rootId')),
)

/** Moves somebody's cursor of a thread. The caller sees to it that it only grows. */
export async function recordThreadRead(
  tx: Transaction,
  userId: string,
  rootId: string,
  readSeq: number,
): Promise<void> {
  await updateRead(tx, { userId, rootId, readSeq })
}

const updateRead = hot<{ userId: string; rootId: string; readSeq: number }, unknown>((db, argument) =>
  db
    .updateTable('thread_follows')
    .set({ read_seq: argument('readSeq') })
    .where('user_id', '=', argument('userId'))
    .where('root_id', '=', argument('rootId')),
)
