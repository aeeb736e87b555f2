import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import type { Entry, EventSeen, MessageSeen } from '../checker/history.ts'
import type { Account } from '../support/accounts.ts'
import { now } from './clock.ts'

type Row = {
  seq: number
  type: string
  actor_id: string | null
  command_id: string | null
  subject_id: string
  at: number
  version: number | null
  place: number | null
  author_id: string | null
  body: string | null
  said_at: number | null
  deleted_at: number | null
}

/** Reads what is stored of some logs, by nobody's rights, from the files of the database. */
export function readStored(folder: string, logs: readonly string[]): Entry[] {
  const database = new Database(join(folder, 'parley.db'), { readonly: true })
  try {
    const began = now()
    const epoch =
      database.query<{ value: string }, []>("select value from facts where name = 'epoch'").get()?.value ?? ''
    return logs.map((log): Entry => {
      const bounds = database
        .query<{ head: number; tail: number }, [string]>('select head, tail from logs where id = ?')
        .get(log)
      const events = database.query<Row, [string]>(EVENTS).all(log).map(toSeen)
      const head = bounds?.head ?? 0
      const who = { client: 'the database', user: null, node: 'n1' }
      return { k: 'read', t: now(), began, ...who, log, epoch, head, tail: bounds?.tail ?? 0, events, isFinal: true }
    })
  } finally {
    database.close()
  }
}

const EVENTS = `
  select e.seq, e.type, e.actor_id, e.command_id, e.subject_id, e.at,
    m.version, m.seq as place, m.author_id, m.body, m.at as said_at, m.deleted_at
  from events e left join messages m on e.type like 'message.%' and m.id = e.subject_id
  where e.log_id = ? order by e.seq`

function toSeen(row: Row): EventSeen {
  const base = { seq: row.seq, type: row.type, actorId: row.actor_id, subjectId: row.subject_id, at: instant(row.at) }
  const event = { ...base, commandId: row.command_id }
  if (row.version === null || row.place === null || row.said_at === null) return event
  const message = {
    id: row.subject_id,
    seq: row.place,
    version: row.version,
    authorId: row.author_id ?? '',
    body: row.body ?? '',
    at: instant(row.said_at),
    deletedAt: row.deleted_at === null ? null : instant(row.deleted_at),
  }
  return { ...event, message }
}

function instant(ms: number): string {
  return new Date(ms).toISOString()
}

/** Reads all messages of a room as one of its people, page by page, while nothing is said in it. */
export async function readByPages(account: Account, roomId: string): Promise<Entry> {
  const began = now()
  const { epoch } = await account.reads('room.show', { roomId })
  const messages: MessageSeen[] = []
  let page: QueryOutput<'room.history'>
  do {
    page = await account.reads('room.history', { roomId, after: messages.at(-1)?.seq ?? 0, limit: 100 })
    messages.push(...page.messages.map(toMessage))
  } while (page.hasNewer)
  return {
    ...{ k: 'snapshot', t: now(), began, how: 'fresh', client: `${account.displayName}-fresh`, user: account.id },
    ...{ node: 'n1', log: roomId, epoch, head: page.head, messages, from: 0, isFinal: true },
  }
}

function toMessage({ id, seq, version, authorId, body, at, deletedAt }: MessageSeen): MessageSeen {
  return { id, seq, version, authorId, body, at, deletedAt }
}

/** How far somebody has read his rooms. */
export async function readCursors(account: Account, rooms: ReadonlySet<string>): Promise<Entry[]> {
  const { entries } = await account.reads('room.list', {})
  const stream = `${account.displayName}-fresh`
  return entries.flatMap(({ room, membership }): Entry[] =>
    membership && rooms.has(room.id)
      ? [{ k: 'cursor', t: now(), stream, user: account.id, log: room.id, readSeq: membership.readSeq, isFinal: true }]
      : [],
  )
}
