import { LIMITS } from '@parley/protocol/limits.ts'
import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import type { KnownActor } from '../actor.ts'
import type { MessageTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { toInstant } from '../instant.ts'
import { listPeopleOf, toOwnMessages } from '../messages/queries.ts'
import { listRooms } from '../rooms/queries.ts'
import { listPeople } from '../users/queries.ts'

/** Answers `saved.list`: a page of what was saved, of which is shown what one may still see; of the rest, that it was. */
export async function savedList(
  reader: Reader,
  actor: KnownActor,
  { before = Number.MAX_SAFE_INTEGER }: QueryInput<'saved.list'>,
): Promise<QueryOutput<'saved.list'>> {
  const rows = await reader.db
    .selectFrom('saved_messages')
    .selectAll()
    .where('user_id', '=', actor.id)
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(LIMITS.historyPage + 1)
    .execute()
  const page = rows.slice(0, LIMITS.historyPage)
  const inReach = await listInReach(
    reader,
    actor.id,
    page.map((row) => row.message_id),
  )
  const [deleted, whole] = [true, false].map((is) => inReach.filter((row) => (row.deleted_at !== null) === is))
  const deletedIds = new Set(deleted?.map((row) => row.id))
  const messages = await toOwnMessages(reader, actor.id, whole ?? [])
  const byId = new Map(messages.map((message) => [message.id, message]))
  const rooms = await listRooms(reader, [...new Set(messages.map((message) => message.roomId))])
  const inDirectRooms = await listPeople(reader, [...new Set(rooms.flatMap((room) => room.peopleIds))])
  return {
    saved: page.flatMap((row) => {
      const message = byId.get(row.message_id)
      return message ? [{ message, savedAt: toInstant(row.at), seq: row.seq }] : []
    }),
    lost: page.flatMap(({ message_id, at, seq }) =>
      byId.has(message_id)
        ? []
        : [{ messageId: message_id, savedAt: toInstant(at), seq, isDeleted: deletedIds.has(message_id) }],
    ),
    rooms,
    people: [...(await listPeopleOf(reader, messages)), ...inDirectRooms],
    next: rows.length > page.length ? (page.at(-1)?.seq ?? null) : null,
  }
}

/** Those of these messages that are in rooms in which somebody still is, deleted or not. */
function listInReach(reader: Reader, userId: string, ids: readonly string[]): Promise<MessageTable[]> {
  if (ids.length === 0) return Promise.resolve([])
  return reader.db
    .selectFrom('messages')
    .innerJoin('rooms', 'rooms.id', 'messages.room_id')
    .innerJoin('memberships', 'memberships.room_id', 'messages.room_id')
    .selectAll('messages')
    .where('messages.id', 'in', ids)
    .where('memberships.user_id', '=', userId)
    .where('rooms.closed_at', 'is', null)
    .execute()
}
