import { LIMITS } from '@parley/protocol/limits.ts'
import type { Level } from '@parley/protocol/memberships.ts'
import type { Reason, Reasons } from '@parley/protocol/reasons.ts'
import { type RawBuilder, sql } from 'kysely'
import { repliesIn, seqsIn, unreadRepliesInRoom } from '../threads/queries.ts'

/** One more than are counted, so that one that was deleted is not missed. */
const KEPT = LIMITS.unreadCount + 1

/** The level in force: what one chose, else by the kind of the room. */
export const level = sql<Level>`coalesce(memberships.level,
  case rooms.kind when 'direct' then 'everything' else 'mentions' end)`

/** The seq after which all is unread: the read cursor, or right before the mark. */
export const unreadAfter = sql<number>`case
  when memberships.marked_seq > 0 and memberships.marked_seq <= memberships.read_seq then memberships.marked_seq - 1
  else memberships.read_seq end`

/** Where something of a room can be unread at all: nothing else is looked for. */
const isOpen = sql`logs.head > ${unreadAfter} and ${level} <> 'nothing'`

const byOthers = sql`messages.author_id <> memberships.user_id and messages.deleted_at is null`

/** The last seqs, as a text, that a select gives; where the condition does not hold it is not run. */
function lastSeqs(when: RawBuilder<unknown>, seqs: RawBuilder<unknown>): RawBuilder<string | null> {
  return sql`case when ${isOpen} and ${when} then (select string_agg(cast(found.seq as text), ' ')
    from (${seqs} order by seq desc limit ${sql.lit(KEPT)}) as found) end`
}

/** For each reason what finds its messages, each by its own index. */
export const seqsOf = {
  named: lastSeqs(
    sql`true`,
    sql`select mentions.seq from mentions where mentions.user_id = memberships.user_id and mentions.is_named = 1
      and mentions.room_id = memberships.room_id and mentions.seq > ${unreadAfter}`,
  ),
  answered: lastSeqs(
    sql`true`,
    sql`select mentions.seq from mentions where mentions.user_id = memberships.user_id and mentions.is_answered = 1
      and mentions.room_id = memberships.room_id and mentions.seq > ${unreadAfter}`,
  ),
  called: lastSeqs(
    sql`rooms.last_call_seq > ${unreadAfter}`,
    sql`select messages.seq from messages where messages.room_id = memberships.room_id
      and messages.calls is not null and messages.seq > ${unreadAfter} and ${byOthers}`,
  ),
  every: lastSeqs(
    sql`${level} = 'everything' and rooms.last_message_seq > ${unreadAfter}`,
    sql`select messages.seq from messages where messages.room_id = memberships.room_id and messages.in_room = 1
      and messages.seq > ${unreadAfter} and ${byOthers}`,
  ),
  replied: sql<string | null>`case when ${level} <> 'nothing' then ${unreadRepliesInRoom} end`,
} as const

/** What `seqsOf` found in one room. */
export type FoundSeqs = { readonly [K in keyof typeof seqsOf]: string | null }

/** Why which messages of a room concern somebody. */
export function reasonsFrom(
  found: FoundSeqs,
  kind: 'public' | 'private' | 'direct',
  keyword: readonly number[],
): Reasons {
  const lists: readonly (readonly [Reason, readonly number[]])[] = [
    ['mention', last(merged(seqsIn(found.named), seqsIn(found.called)))],
    ['reply', last(seqsIn(found.answered))],
    ['thread', last(merged(...Object.values(repliesIn(found.replied))))],
    ['keyword', last(ascending(keyword))],
    [kind === 'direct' ? 'direct' : 'everything', last(seqsIn(found.every))],
  ]
  return Object.fromEntries(lists.filter(([, seqs]) => seqs.length > 0))
}

/** What is in these lists, each once, ascending. Most are empty, or stand alone and are ascending already. */
function merged(...lists: readonly (readonly number[])[]): readonly number[] {
  const filled = lists.filter((seqs) => seqs.length > 0)
  const [only = []] = filled
  return filled.length > 1 ? ascending([...new Set(filled.flat())]) : only
}

function ascending(seqs: readonly number[]): readonly number[] {
  return seqs.toSorted((a, b) => a - b)
}

function last(seqs: readonly number[]): readonly number[] {
  return seqs.slice(-KEPT)
}
