import { ParleyError } from '@parley/protocol/errors.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import type { ThreadEntry } from '@parley/protocol/threads.ts'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { Schema, ThreadFollowTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { headOf } from '../events/heads.ts'
import { listMessages, listPeopleOf } from '../messages/queries.ts'
import { seqsIn, unreadReplies } from './queries.ts'

/** Some of the threads to which somebody stands in some way, in no order; only those that he may read. */
export async function findThreadEntries(
  reader: Reader,
  userId: string,
  rootIds: readonly string[],
): Promise<ThreadEntry[]> {
  if (rootIds.length === 0) return []
  return toEntries(reader, await selectSome(reader, { userId, rootIds: JSON.stringify(rootIds) }))
}

type FollowRow = ThreadFollowTable & { unread_replies: string | null }

const selectSome = hot<{ userId: string; rootIds: string }, FollowRow>((db, argument, texts) =>
  readable(db, argument('userId')).where('thread_follows.root_id', 'in', texts('rootIds')),
)

/** What one stood to in a room that one is no longer in is not there. */
function readable(db: Kysely<Schema>, userId: RawBuilder<string>) {
  return db
    .selectFrom('thread_follows')
    .innerJoin('messages', 'messages.id', 'thread_follows.root_id')
    .innerJoin('rooms', 'rooms.id', 'messages.room_id')
    .innerJoin('memberships', (join) =>
      join
        .onRef('memberships.room_id', '=', 'messages.room_id')
        .onRef('memberships.user_id', '=', 'thread_follows.user_id'),
    )
    .selectAll('thread_follows')
    .select(unreadReplies.as('unread_replies'))
    .where('thread_follows.user_id', '=', userId)
    .where('rooms.closed_at', 'is', null)
}

async function toEntries(reader: Reader, rows: readonly FollowRow[]): Promise<ThreadEntry[]> {
  const roots = await listMessages(
    reader,
    rows.map((row) => row.root_id),
  )
  const byId = new Map(roots.map((root) => [root.id, root]))
  return rows.flatMap((row) => {
    const root = byId.get(row.root_id)
    if (!root) return []
    const unread = seqsIn(row.unread_replies)
    return [{ root, isFollowing: row.is_following === 1, readSeq: row.read_seq, unread, version: row.version }]
  })
}

/** Answers `thread.list`. Its cost depends on how many threads one follows, as that of `room.list` on one's rooms. */
export async function threadList(
  reader: Reader,
  actor: KnownActor,
  input: QueryInput<'thread.list'>,
): Promise<QueryOutput<'thread.list'>> {
  const { threads, next } = input.rootIds
    ? { threads: await findThreadEntries(reader, actor.id, input.rootIds), next: null }
    : await readPage(reader, actor.id, input.after)
  return {
    threads,
    people: await listPeopleOf(
      reader,
      threads.map((entry) => entry.root),
    ),
    head: await headOf(reader, actor.id),
    next,
  }
}

async function readPage(reader: Reader, userId: string, after: string | undefined) {
  const rows = await selectPage(reader, { userId, ...placeOf(after), limit: LIMITS.threadPage + 1 })
  const page = rows.slice(0, LIMITS.threadPage)
  const last = rows.length > page.length ? page.at(-1) : undefined
  const next = last ? `${last.unread} ${last.last_reply_at} ${last.root_id}` : null
  return { threads: await toEntries(reader, page), next }
}

type PlaceInList = { unread: number; at: number; rootId: string }

/** Where a page ended: whether its last thread was unread, when it was replied to, and its root. */
function placeOf(after: string | undefined): PlaceInList {
  if (after === undefined) return { unread: 2, at: 0, rootId: '' }
  const place = /^([01]) (\d{1,15}) ([0-9a-f-]{36})$/.exec(after)
  if (!place) throw new ParleyError('bad_input', { field: 'after', problem: 'This is no end of a page.' })
  return { unread: Number(place[1]), at: Number(place[2]), rootId: place[3] ?? '' }
}

type ListedRow = FollowRow & { unread: number; last_reply_at: number }

const isUnread = sql<number>`case when threads.last_reply_seq > thread_follows.read_seq then 1 else 0 end`

const selectPage = hot<PlaceInList & { userId: string; limit: number }, ListedRow>((db, argument) =>
  readable(db, argument('userId'))
    .innerJoin('threads', 'threads.root_id', 'thread_follows.root_id')
    .select([isUnread.as('unread'), 'threads.last_reply_at'])
    .where('thread_follows.is_following', '=', sql.lit(1))
    .where('threads.reply_count', '>', sql.lit(0))
    .where(
      sql<boolean>`(${isUnread}, threads.last_reply_at, threads.root_id) < (${argument('unread')}, ${argument('at')}, ${argument('rootId')})`,
    )
    .orderBy('unread', 'desc')
    .orderBy('threads.last_reply_at', 'desc')
    .orderBy('threads.root_id', 'desc')
    .limit(argument('limit'))
    .$castTo<ListedRow>(),
)
