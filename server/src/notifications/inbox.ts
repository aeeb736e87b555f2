import { ParleyError } from '@parley/protocol/errors.ts'
import type { InboxItem } from '@parley/protocol/inbox.ts'
import { NOTICE_LIMITS } from '@parley/protocol/notice-limits.ts'
import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import type { Reminder } from '@parley/protocol/reminders.ts'
import type { KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { Reader } from '../database/transaction.ts'
import { listMessages, listPeopleOf } from '../messages/queries.ts'
import { listCame } from '../reminders/queries.ts'
import { seqsIn, unreadReplies } from '../threads/queries.ts'

/** What an item is about, and when: the newest first, and of those at one time the greater id. */
type Place = { id: string; at: number }

/**
 * Answers `inbox.list`: three pages by time, of mentions, threads and reminders, of which the newest part is the page. What
 * belongs to rooms that one is no longer in is not there.
 */
export async function inboxList(
  reader: Reader,
  actor: KnownActor,
  input: QueryInput<'inbox.list'>,
): Promise<QueryOutput<'inbox.list'>> {
  const from = { userId: actor.id, ...placeOf(input.after), limit: NOTICE_LIMITS.inboxPage + 1 }
  const reminders = await listCame(reader, from)
  const all: Found[] = [
    ...(await selectMentions(reader, from)),
    ...(await selectThreads(reader, from)),
    ...reminders.map((reminder) => ({ id: reminder.messageId, at: Date.parse(reminder.firedAt ?? ''), reminder })),
  ]
  all.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
  const page = all.slice(0, NOTICE_LIMITS.inboxPage)
  const last = all.length > page.length ? page.at(-1) : undefined
  const items = await load(reader, page)
  const said = items.map((item) => (item.kind === 'thread' ? item.thread.root : item.message))
  return { items, people: await listPeopleOf(reader, said), next: last ? `${last.at} ${last.id}` : null }
}

function placeOf(after: string | undefined): Place {
  if (after === undefined) return { at: Number.MAX_SAFE_INTEGER, id: '' }
  const place = /^(\d{1,15}) ([0-9a-f-]{36})$/.exec(after)
  if (!place) throw new ParleyError('bad_input', { field: 'after', problem: 'This is no end of a page.' })
  return { at: Number(place[1]), id: place[2] ?? '' }
}

type FoundThread = Place & { read_seq: number; version: number; unread_replies: string | null }
type FoundReminder = Place & { reminder: Reminder }
type Found = Place | FoundThread | FoundReminder

async function load(reader: Reader, page: readonly Found[]): Promise<InboxItem[]> {
  const found = await listMessages(reader, [...new Set(page.map(({ id }) => id))])
  const messages = new Map(found.map((message) => [message.id, message]))
  return page.flatMap((one): InboxItem[] => {
    const message = messages.get(one.id)
    if (!message) return []
    if ('reminder' in one) return [{ kind: 'reminder', reminder: one.reminder, message }]
    if (!('read_seq' in one)) return [{ kind: 'message', message }]
    const { read_seq: readSeq, version } = one
    const unread = seqsIn(one.unread_replies)
    return [{ kind: 'thread', thread: { root: message, isFollowing: true, readSeq, unread, version } }]
  })
}

type From = Place & { userId: string; limit: number }

const selectMentions = hot<From, Place>((db, argument) =>
  db
    .selectFrom('mentions')
    .innerJoin('messages', 'messages.id', 'mentions.message_id')
    .innerJoin('rooms', 'rooms.id', 'mentions.room_id')
    .innerJoin('memberships', (join) =>
      join.onRef('memberships.room_id', '=', 'mentions.room_id').onRef('memberships.user_id', '=', 'mentions.user_id'),
    )
    .select(['mentions.message_id as id', 'mentions.at'])
    .where('mentions.user_id', '=', argument('userId'))
    .where('rooms.closed_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('mentions.at', '<', argument('at')),
        eb('mentions.at', '=', argument('at')).and('mentions.message_id', '<', argument('id')),
      ]),
    )
    .orderBy('mentions.at', 'desc')
    .orderBy('mentions.message_id', 'desc')
    .limit(argument('limit')),
)

const selectThreads = hot<From, FoundThread>((db, argument) =>
  db
    .selectFrom('thread_follows')
    .innerJoin('threads', 'threads.root_id', 'thread_follows.root_id')
    .innerJoin('rooms', 'rooms.id', 'threads.room_id')
    .innerJoin('memberships', (join) =>
      join
        .onRef('memberships.room_id', '=', 'threads.room_id')
        .onRef('memberships.user_id', '=', 'thread_follows.user_id'),
    )
    .select(['threads.root_id as id', 'thread_follows.read_seq', 'thread_follows.version'])
    .select(unreadReplies.as('unread_replies'))
    .select((eb) => eb.fn.coalesce('threads.last_reply_at', eb.lit(0)).as('at'))
    .where('thread_follows.user_id', '=', argument('userId'))
    .where('thread_follows.is_following', '=', 1)
    .where('threads.reply_count', '>', 0)
    .where('rooms.closed_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('threads.last_reply_at', '<', argument('at')),
        eb('threads.last_reply_at', '=', argument('at')).and('threads.root_id', '<', argument('id')),
      ]),
    )
    .orderBy('threads.last_reply_at', 'desc')
    .orderBy('threads.root_id', 'desc')
    .limit(argument('limit')),
)
