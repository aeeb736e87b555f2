import { LIMITS } from '@parley/protocol/limits.ts'
import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import type { KnownActor } from '../actor.ts'
import type { Reader } from '../database/transaction.ts'
import { headOf } from '../events/heads.ts'
import { listPeopleOf, toOwnMessages } from '../messages/queries.ts'
import { accessRoom } from '../rooms/access.ts'

/** Answers `pin.list`: a page by an index that has pinned messages alone. */
export async function pinList(
  reader: Reader,
  actor: KnownActor,
  { roomId, before = Number.MAX_SAFE_INTEGER }: QueryInput<'pin.list'>,
): Promise<QueryOutput<'pin.list'>> {
  const { room } = await accessRoom(reader, actor, roomId, 'read')
  const rows = await reader.db
    .selectFrom('messages')
    .selectAll()
    .where('room_id', '=', room.id)
    .where('pinned_seq', 'is not', null)
    .where('pinned_seq', '<', before)
    .orderBy('pinned_seq', 'desc')
    .limit(LIMITS.historyPage + 1)
    .execute()
  const page = rows.slice(0, LIMITS.historyPage)
  const messages = await toOwnMessages(reader, actor.id, page)
  return {
    messages,
    people: await listPeopleOf(reader, messages),
    head: await headOf(reader, room.id),
    next: rows.length > page.length ? (page.at(-1)?.pinned_seq ?? null) : null,
  }
}
