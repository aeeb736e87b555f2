import { ROOM_EVENTS, type RoomEvent } from '@parley/protocol/events.ts'
import type { Message, Thread } from '@parley/protocol/messages.ts'
import type { EventTable, MessageTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { toInstant } from '../instant.ts'
import { findMembers } from '../memberships/queries.ts'
import { listMessages, toMessages } from '../messages/queries.ts'
import { listOwnReactions } from '../reactions/queries.ts'
import { listRooms } from '../rooms/queries.ts'
import { listThreads } from '../threads/queries.ts'

/** Gives the events of a room's log their subjects' present state, with one read for each kind of subject. */
export async function hydrateRoomEvents(
  reader: Reader,
  roomId: string,
  rows: readonly EventTable[],
  posted: readonly MessageTable[] | null,
): Promise<RoomEvent[]> {
  const subjects = await loadSubjects(reader, roomId, rows, posted)
  return rows.map((row) => {
    const base = { seq: row.seq, at: toInstant(row.at), actorId: row.actor_id, subjectId: row.subject_id }
    const type = typeOf(row)
    switch (type) {
      case 'message.posted':
      case 'message.edited':
        return { ...base, type, ...withThread(found(subjects.messages.get(row.subject_id), row), subjects.threads) }
      case 'message.deleted': {
        const { lastMessageSeq, lastMessageAt } = found(subjects.room, row)
        const message = withThread(found(subjects.messages.get(row.subject_id), row), subjects.threads)
        return { ...base, type, ...message, lastMessageSeq, lastMessageAt }
      }
      case 'message.pinned':
      case 'message.unpinned':
        return { ...base, type, ...withThread(found(subjects.messages.get(row.subject_id), row), subjects.threads) }
      case 'reaction.added':
      case 'reaction.removed': {
        const message = found(subjects.messages.get(row.subject_id), row)
        const own = subjects.own.get(`${row.subject_id} ${row.actor_id}`) ?? []
        return { ...base, type, ...withThread(message, subjects.threads), emoji: row.detail ?? '', own }
      }
      case 'member.joined':
      case 'member.left':
      case 'member.edited':
      case 'member.role-set':
        return {
          ...base,
          type,
          member: subjects.members.get(row.subject_id) ?? null,
          memberCount: found(subjects.room, row).memberCount,
        }
      case 'room.created':
      case 'room.edited':
      case 'room.closed':
      case 'room.archived':
      case 'room.restored':
      case 'room.converted':
        return { ...base, type, room: found(subjects.room, row) }
    }
  })
}

/** A reply brings its thread's present state along. */
function withThread(message: Message, threads: ReadonlyMap<string, Thread>) {
  return { message, thread: message.rootId === null ? null : (threads.get(message.rootId) ?? null) }
}

async function loadSubjects(
  reader: Reader,
  roomId: string,
  rows: readonly EventTable[],
  posted: readonly MessageTable[] | null,
) {
  const ids = (nouns: RegExp) => [...new Set(rows.filter((row) => nouns.test(row.type)).map((row) => row.subject_id))]
  const needsRoom = rows.some((row) => /^(room|member)\.|^message\.deleted/.test(row.type))
  const here = posted?.filter((message) => message.room_id === roomId)
  const messages = await (here ? toMessages(reader, here) : listMessages(reader, ids(/^(message|reaction)\./)))
  const rootIds = new Set(messages.flatMap((message) => message.rootId ?? []))
  const threads = await listThreads(reader, [...rootIds])
  const members = await findMembers(reader, roomId, ids(/^member\./))
  const [room] = needsRoom ? await listRooms(reader, [roomId]) : []
  return {
    messages: new Map(messages.map((message) => [message.id, message])),
    threads,
    members: new Map(members.map((member) => [member.userId, member])),
    own: await loadOwn(reader, rows),
    room,
  }
}

/** What those who reacted react with now, by message and person. */
async function loadOwn(reader: Reader, rows: readonly EventTable[]): Promise<Map<string, string[]>> {
  const reactions = rows.filter((row) => row.type.startsWith('reaction.'))
  const actors = [...new Set(reactions.flatMap((row) => row.actor_id ?? []))]
  const messages = [...new Set(reactions.map((row) => row.subject_id))]
  return listOwnReactions(reader, actors, messages)
}

function typeOf(row: EventTable): RoomEvent['type'] {
  if (isRoomEventType(row.type)) return row.type
  throw new Error(`unknown event type in log ${row.log_id} at ${row.seq}`)
}

function isRoomEventType(type: string): type is RoomEvent['type'] {
  return Object.hasOwn(ROOM_EVENTS, type)
}

function found<T>(subject: T | undefined, row: EventTable): T {
  if (subject !== undefined) return subject
  throw new Error(`event ${row.log_id}/${row.seq} has lost its subject`)
}
