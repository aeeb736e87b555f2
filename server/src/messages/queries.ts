import { ParleyError } from '@parley/protocol/errors.ts'
import { peopleOfMessage, quoteOf } from '@parley/protocol/answers.ts'
import type { Message, Quote } from '@parley/protocol/messages.ts'
import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import type { Person } from '@parley/protocol/users.ts'
import { sql } from 'kysely'
import type { KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { MessageTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { headOf } from '../events/heads.ts'
import { idsIn } from '../mentions/queries.ts'
import { toInstant, toInstantOrNull } from '../instant.ts'
import { listOwnReactions } from '../reactions/queries.ts'
import { readSummary } from '../reactions/summary.ts'
import { accessRoom } from '../rooms/access.ts'
import { listSavedAmong } from '../saved/access.ts'
import { listThreads } from '../threads/queries.ts'
import { listPeople } from '../users/queries.ts'
import { accessMessage, accessMessageAt, type MessageAccess } from './access.ts'
import { readPage } from './pages.ts'

/** Turns stored messages into what crosses the wire; reads what they quote and their threads where there are any. */
export async function toMessages(reader: Reader, rows: readonly MessageTable[]): Promise<Message[]> {
  const quoted = await listQuotes(reader, idsOf(rows.map((row) => row.reply_to)))
  const threads = await listThreads(reader, idsOf(rows.map((row) => (row.has_thread === 1 ? row.id : null))))
  return rows.map((row) => ({
    ...toPlainMessage(row),
    replyTo: row.reply_to === null ? null : (quoted.get(row.reply_to) ?? null),
    thread: threads.get(row.id) ?? null,
  }))
}

function idsOf(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))]
}

async function listQuotes(reader: Reader, ids: readonly string[]): Promise<Map<string, Quote>> {
  if (ids.length === 0) return new Map()
  const rows = await selectMessages(reader, { ids: JSON.stringify(ids) })
  return new Map(rows.map((row) => [row.id, quoteOf(toPlainMessage(row))]))
}

function toPlainMessage(row: MessageTable): Omit<Message, 'replyTo' | 'thread'> {
  return {
    id: row.id,
    roomId: row.room_id,
    seq: row.seq,
    version: row.version,
    authorId: row.author_id,
    body: row.body,
    at: toInstant(row.at),
    editedAt: toInstantOrNull(row.edited_at),
    deletedAt: toInstantOrNull(row.deleted_at),
    rootId: row.root_id,
    alsoInRoom: row.root_id !== null && row.in_room === 1,
    ...(row.reactions === null ? {} : { reactions: readSummary(row.reactions) }),
    ...pinOf(row),
    mentions: idsIn(row.mentions),
    calls: row.calls,
  }
}

function pinOf({ pinned_at, pinned_by }: MessageTable): Pick<Message, 'pin'> {
  if (pinned_at === null || pinned_by === null) return {}
  return { pin: { at: toInstant(pinned_at), byId: pinned_by } }
}

/** Stored messages as one person reads them: with what is his own of each. */
export async function toOwnMessages(reader: Reader, userId: string, rows: readonly MessageTable[]): Promise<Message[]> {
  const messages = await toMessages(reader, rows)
  const reacted = rows.filter((row) => row.reactions !== null).map((row) => row.id)
  const own = await listOwnReactions(reader, [userId], reacted)
  return messages.map((message) => {
    const mine = own.get(`${message.id} ${userId}`)
    return mine ? { ...message, mine } : message
  })
}

/** Loads messages by their ids, in no order. */
export async function listMessages(reader: Reader, ids: readonly string[]): Promise<Message[]> {
  if (ids.length === 0) return []
  return toMessages(reader, await selectMessages(reader, { ids: JSON.stringify(ids) }))
}

const selectMessages = hot<{ ids: string }, MessageTable>((db, _, texts) =>
  db.selectFrom('messages').selectAll().where('id', 'in', texts('ids')),
)

/** Everybody whose name is needed to show these messages. */
export function listPeopleOf(reader: Reader, messages: readonly Message[]): Promise<Person[]> {
  return listPeople(reader, [...new Set(messages.flatMap(peopleOfMessage))])
}

/** Answers `message.show`. */
export async function messageShow(
  reader: Reader,
  actor: KnownActor,
  input: QueryInput<'message.show'>,
): Promise<QueryOutput<'message.show'>> {
  const { message: row } = await accessAsked(reader, actor, input)
  const messages = await toOwnMessages(reader, actor.id, [row])
  const [message] = messages
  if (!message) throw new ParleyError('message_not_found')
  return { message, people: await listPeopleOf(reader, messages) }
}

function accessAsked(reader: Reader, actor: KnownActor, input: QueryInput<'message.show'>): Promise<MessageAccess> {
  const { messageId, roomId, seq } = input
  if (messageId !== undefined) return accessMessage(reader, actor, messageId, 'read')
  if (roomId !== undefined && seq !== undefined) return accessMessageAt(reader, actor, { roomId, seq }, 'read')
  throw new ParleyError('bad_input', { field: 'messageId', problem: 'Give `messageId`, or `roomId` and `seq`.' })
}

/** Answers `room.history`: a page by an index on (room, seq), so that its cost does not depend on the room's length. */
export async function roomHistory(
  reader: Reader,
  actor: KnownActor,
  input: QueryInput<'room.history'>,
): Promise<QueryOutput<'room.history'>> {
  const { room } = await accessRoom(reader, actor, input.roomId, 'read')
  const page = await readPage(
    {
      before: (seq, limit) => selectBefore(reader, { roomId: room.id, before: seq, limit }),
      after: (seq, limit) => selectAfter(reader, { roomId: room.id, after: seq, limit }),
    },
    input,
  )
  const messages = await toOwnMessages(reader, actor.id, page.rows)
  const saved = await listSavedAmong(
    reader,
    actor.id,
    page.rows.map((row) => row.id),
  )
  return {
    messages,
    ...(saved.size > 0 ? { saved: [...saved] } : {}),
    people: await listPeopleOf(reader, messages),
    head: await headOf(reader, room.id),
    hasOlder: page.hasOlder,
    hasNewer: page.hasNewer,
  }
}

const selectBefore = hot<{ roomId: string; before: number; limit: number }, MessageTable>((db, argument) =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('room_id', '=', argument('roomId'))
    .where('in_room', '=', sql.lit(1))
    .where('seq', '<', argument('before'))
    .orderBy('seq', 'desc')
    .limit(argument('limit')),
)

const selectAfter = hot<{ roomId: string; after: number; limit: number }, MessageTable>((db, argument) =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('room_id', '=', argument('roomId'))
    .where('in_room', '=', sql.lit(1))
    .where('seq', '>', argument('after'))
    .orderBy('seq')
    .limit(argument('limit')),
)
