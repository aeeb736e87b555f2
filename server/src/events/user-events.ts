import { USER_EVENTS, type UserEvent } from '@parley/protocol/events.ts'
import type { RoomEntry } from '@parley/protocol/rooms.ts'
import type { ThreadEntry } from '@parley/protocol/threads.ts'
import type { EventTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { toInstant } from '../instant.ts'
import { findEntries } from '../memberships/queries.ts'
import { findThreadEntries } from '../threads/entries.ts'
import { findMe } from '../users/queries.ts'

/** Gives the events of a person's log their subjects' present state. */
export async function hydrateUserEvents(
  reader: Reader,
  userId: string,
  rows: readonly EventTable[],
): Promise<UserEvent[]> {
  const entries = await loadEntries(reader, userId, rows)
  const threads = await loadThreads(reader, userId, rows)
  const needsMe = rows.some((row) => row.type === 'profile.edited' || row.type === 'account.registered')
  const me = needsMe ? await findMe(reader, userId) : undefined
  return rows.map((row) => {
    const base = { seq: row.seq, at: toInstant(row.at), actorId: row.actor_id, subjectId: row.subject_id }
    const type = typeOf(row)
    switch (type) {
      case 'room.joined':
      case 'room.hidden':
        return { ...base, type, entry: entries.get(row.subject_id) ?? null }
      case 'cursor.advanced': {
        const entry = entries.get(row.subject_id)
        const { unread, head } = entry ?? { unread: 0, head: 0 }
        return { ...base, type, readSeq: entry?.membership?.readSeq ?? 0, unread, head }
      }
      case 'thread.followed':
      case 'thread.unfollowed':
      case 'thread.advanced':
        return { ...base, type, thread: threads.get(row.subject_id) ?? null }
      case 'profile.edited':
      case 'account.registered':
        if (!me) throw new Error(`log ${userId} has lost its user`)
        return { ...base, type, me }
      default:
        return { ...base, type }
    }
  })
}

async function loadEntries(
  reader: Reader,
  userId: string,
  rows: readonly EventTable[],
): Promise<Map<string, RoomEntry>> {
  const aboutRooms = rows.filter((row) => ['room.joined', 'room.hidden', 'cursor.advanced'].includes(row.type))
  const entries = await findEntries(reader, userId, [...new Set(aboutRooms.map((row) => row.subject_id))])
  return new Map(entries.map((entry) => [entry.room.id, entry]))
}

async function loadThreads(
  reader: Reader,
  userId: string,
  rows: readonly EventTable[],
): Promise<Map<string, ThreadEntry>> {
  const aboutThreads = rows.filter((row) => row.type.startsWith('thread.'))
  const entries = await findThreadEntries(reader, userId, [...new Set(aboutThreads.map((row) => row.subject_id))])
  return new Map(entries.map((entry) => [entry.root.id, entry]))
}

function typeOf(row: EventTable): UserEvent['type'] {
  if (isUserEventType(row.type)) return row.type
  throw new Error(`unknown event type in log ${row.log_id} at ${row.seq}`)
}

function isUserEventType(type: string): type is UserEvent['type'] {
  return Object.hasOwn(USER_EVENTS, type)
}
