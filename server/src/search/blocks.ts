import { hot } from '../database/hot.ts'
import type { MessageTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { runStatement, type Statement } from './statement.ts'

/** Messages of one room that the index has together. */
export type Block = { id: number; roomId: string; part: number; firstAt: number; lastAt: number }

/** The place of a message in the log of its room. */
export type MessagePlace = { roomId: string; seq: number }

/** The blocks of rooms, in no order. */
export async function listBlocks(reader: Reader, roomIds: readonly string[]): Promise<Block[]> {
  return selectBlocks(reader, { roomIds: JSON.stringify(roomIds) })
}

const selectBlocks = hot<{ roomIds: string }, Block>((db, _, texts) =>
  db
    .selectFrom('search_blocks')
    .select(['id', 'room_id as roomId', 'part', 'first_at as firstAt', 'last_at as lastAt'])
    .where('room_id', 'in', texts('roomIds')),
)

/** When messages were said, by room and seq with a space between. */
export async function timesOf(reader: Reader, places: readonly MessagePlace[]): Promise<Map<string, number>> {
  if (places.length === 0) return new Map()
  const list = JSON.stringify(places.map(({ roomId, seq }) => [roomId, seq]))
  const rows = await runStatement<{ room_id: string; seq: number; at: number }>(reader, TIMES, [list])
  return new Map(rows.map(({ room_id, seq, at }) => [`${room_id} ${seq}`, at]))
}

/** A message's event bears its place, whether the message is in the timeline or in a thread. */
const TIMES: Statement = {
  sqlite: `select log_id as room_id, seq, at from json_each(?) as place
    cross join events on log_id = place.value ->> 0 and seq = place.value ->> 1`,
  postgres: `select log_id as room_id, seq, at from jsonb_array_elements($1::jsonb) as place
    join events on log_id = place ->> 0 and seq = (place ->> 1)::int8`,
}

/** Messages at places, as they are now, in the same order. */
export async function loadMessages(reader: Reader, places: readonly MessagePlace[]): Promise<MessageTable[]> {
  if (places.length === 0) return []
  const list = JSON.stringify(places.map(({ roomId, seq }) => [roomId, seq]))
  return runStatement<MessageTable>(reader, MESSAGES, [list])
}

const MESSAGES: Statement = {
  sqlite: `select messages.* from json_each(?) as place
    cross join events on events.log_id = place.value ->> 0 and events.seq = place.value ->> 1
    cross join messages on messages.id = events.subject_id
    order by place.key`,
  postgres: `select messages.* from jsonb_array_elements($1::jsonb) with ordinality as given (place, nth)
    join events on events.log_id = place ->> 0 and events.seq = (place ->> 1)::int8
    join messages on messages.id = events.subject_id
    order by nth`,
}
