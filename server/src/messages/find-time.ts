import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import { sql } from 'kysely'
import type { KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { Reader } from '../database/transaction.ts'
import { accessRoom } from '../rooms/access.ts'

/**
 * Answers `room.find-time`. Times never go back in a log, so that the place is found in the index of seqs by halves, and
 * no index on times has to be kept while people write.
 */
export async function roomFindTime(
  reader: Reader,
  actor: KnownActor,
  input: QueryInput<'room.find-time'>,
): Promise<QueryOutput<'room.find-time'>> {
  const { room } = await accessRoom(reader, actor, input.roomId, 'read')
  const at = Date.parse(input.at)
  let [low, high] = [0, room.last_message_seq + 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const [message] = await selectFrom(reader, { roomId: room.id, seq: middle })
    if (message === undefined || message.at >= at) high = middle
    else low = message.seq + 1
  }
  const [first] = await selectFrom(reader, { roomId: room.id, seq: low })
  return { seq: first?.seq ?? null }
}

const selectFrom = hot<{ roomId: string; seq: number }, { seq: number; at: number }>((db, argument) =>
  db
    .selectFrom('messages')
    .select(['seq', 'at'])
    .where('room_id', '=', argument('roomId'))
    .where('in_room', '=', sql.lit(1))
    .where('seq', '>=', argument('seq'))
    .orderBy('seq')
    .limit(sql.lit(1)),
)
