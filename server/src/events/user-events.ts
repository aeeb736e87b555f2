import { USER_EVENTS, type UserEvent } from '@parley/protocol/events.ts'
import type { RoomEntry } from '@parley/protocol/rooms.ts'
import type { ThreadEntry } from '@parley/protocol/threads.ts'
import type { EventTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { findDrafts } from '../drafts/queries.ts'
import { toInstant } from '../instant.ts'
import { findEntries, listEntries } from '../memberships/queries.ts'
import { listSavedAmong } from '../saved/access.ts'
import { findSections, NO_SECTIONS } from '../sections/queries.ts'
import { findReminders } from '../reminders/queries.ts'
import { findScheduled } from '../scheduled/queries.ts'
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
  const needsMe = rows.some((row) => ABOUT_ONESELF.has(row.type))
  const later = await loadLater(reader, userId, rows)
  const me = needsMe ? await findMe(reader, userId) : undefined
  const withKeywords = rows.some((row) => row.type === 'notifications.edited') ? await findKeywords(reader, userId) : []
  const sections = rows.some((row) => row.type === 'sections.edited') ? await findSections(reader, userId) : NO_SECTIONS
  const aboutSaved = rows.filter((row) => row.type === 'message.saved' || row.type === 'message.unsaved')
  const saved = await listSavedAmong(reader, userId, [...new Set(aboutSaved.map((row) => row.subject_id))])
  return rows.map((row) => {
    const base = { seq: row.seq, at: toInstant(row.at), actorId: row.actor_id, subjectId: row.subject_id }
    const type = typeOf(row)
    switch (type) {
      case 'draft.set': {
        const { rootId } = readDetail(row)
        return { ...base, type, rootId, draft: later.drafts.get(`${row.subject_id} ${rootId}`) ?? null }
      }
      case 'message.scheduled':
      case 'scheduled.edited':
      case 'scheduled.cancelled':
      case 'scheduled.sent':
      case 'scheduled.failed':
        return { ...base, type, scheduled: later.scheduled.get(row.subject_id) ?? null }
      case 'reminder.set':
      case 'reminder.fired':
      case 'reminder.removed':
      case 'reminder.seen':
        return { ...base, type, reminder: later.reminders.get(row.subject_id) ?? null }
      case 'room.joined':
      case 'room.hidden':
      case 'membership.edited':
      case 'room.placed':
        return { ...base, type, entry: entries.get(row.subject_id) ?? null }
      case 'cursor.advanced':
        return { ...base, type, readSeq: entries.get(row.subject_id)?.membership?.readSeq ?? 0 }
      case 'notifications.edited':
        if (!me) throw new Error(`log ${userId} has lost its user`)
        return { ...base, type, me, found: withKeywords }
      case 'thread.followed':
      case 'thread.unfollowed':
      case 'thread.advanced':
        return { ...base, type, thread: threads.get(row.subject_id) ?? null }
      case 'profile.edited':
      case 'account.registered':
      case 'user.role-set':
        if (!me) throw new Error(`log ${userId} has lost its user`)
        return { ...base, type, me }
      case 'message.saved':
      case 'message.unsaved':
        return { ...base, type, isSaved: saved.has(row.subject_id) }
      case 'sections.edited':
        return { ...base, type, sections }
      default:
        return { ...base, type }
    }
  })
}

const ABOUT_ONESELF = new Set(['profile.edited', 'account.registered', 'notifications.edited', 'user.role-set'])
const ABOUT_ROOMS = new Set(['room.joined', 'room.hidden', 'cursor.advanced', 'membership.edited', 'room.placed'])

async function findKeywords(reader: Reader, userId: string): Promise<{ roomId: string; seqs: number[] }[]> {
  const entries = await listEntries(reader, userId)
  return entries.flatMap(({ room, reasons }) => (reasons.keyword ? [{ roomId: room.id, seqs: reasons.keyword }] : []))
}

async function loadEntries(
  reader: Reader,
  userId: string,
  rows: readonly EventTable[],
): Promise<Map<string, RoomEntry>> {
  const aboutRooms = rows.filter((row) => ABOUT_ROOMS.has(row.type))
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

/** What one keeps for later: drafts, scheduled messages, reminders. */
async function loadLater(reader: Reader, userId: string, rows: readonly EventTable[]) {
  const ids = (pattern: RegExp) => [
    ...new Set(rows.filter((row) => pattern.test(row.type)).map((row) => row.subject_id)),
  ]
  const drafts = await findDrafts(reader, userId, ids(/^draft\./))
  const scheduled = await findScheduled(reader, userId, ids(/^scheduled\.|^message\.scheduled$/))
  const reminders = await findReminders(reader, userId, ids(/^reminder\./))
  return {
    drafts: new Map(drafts.map((draft) => [`${draft.roomId} ${draft.rootId}`, draft])),
    scheduled: new Map(scheduled.map((one) => [one.id, one])),
    reminders: new Map(reminders.map((reminder) => [reminder.messageId, reminder])),
  }
}

function readDetail({ detail }: EventTable): { rootId: string | null } {
  const read: unknown = JSON.parse(detail ?? '{}')
  const rootId: unknown = typeof read === 'object' && read !== null ? Reflect.get(read, 'rootId') : null
  return { rootId: typeof rootId === 'string' ? rootId : null }
}

function typeOf(row: EventTable): UserEvent['type'] {
  if (isUserEventType(row.type)) return row.type
  throw new Error(`unknown event type in log ${row.log_id} at ${row.seq}`)
}

function isUserEventType(type: string): type is UserEvent['type'] {
  return Object.hasOwn(USER_EVENTS, type)
}
