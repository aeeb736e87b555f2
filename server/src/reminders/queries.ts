import type { QueryOutput } from '@parley/protocol/queries.ts'
import type { Reminder } from '@parley/protocol/reminders.ts'
import type { KnownActor } from '../actor.ts'
import type { Kysely, RawBuilder } from 'kysely'
import { hot } from '../database/hot.ts'
import type { ReminderTable, Schema } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { headOf } from '../events/heads.ts'
import { toInstant, toInstantOrNull } from '../instant.ts'
import { listMessages, listPeopleOf } from '../messages/queries.ts'

/** Answers `reminder.list`. */
export async function reminderList(reader: Reader, actor: KnownActor): Promise<QueryOutput<'reminder.list'>> {
  const rows = await readable(reader, actor.id).orderBy('due_at').orderBy('reminders.message_id').execute()
  const messages = await listMessages(
    reader,
    rows.map((row) => row.message_id),
  )
  return {
    reminders: rows.map(toReminder),
    messages,
    people: await listPeopleOf(reader, messages),
    head: await headOf(reader, actor.id),
  }
}

/** Some of somebody's reminders: those of messages that he may see. */
export async function findReminders(
  reader: Reader,
  userId: string,
  messageIds: readonly string[],
): Promise<Reminder[]> {
  if (messageIds.length === 0) return []
  const rows = await readable(reader, userId).where('reminders.message_id', 'in', messageIds).execute()
  return rows.map(toReminder)
}

/** The messages of which somebody was reminded and has not seen it, with their rooms; by their ids. */
export async function listReminded(reader: Reader, userId: string): Promise<{ messageId: string; roomId: string }[]> {
  const rows = await selectReminded(reader, { userId })
  return rows.map((row) => ({ messageId: row.message_id, roomId: row.room_id }))
}

const selectReminded = hot<{ userId: string }, ReminderTable>((db, argument) =>
  readable({ db }, argument('userId'))
    .where('reminders.fired_at', 'is not', null)
    .where('reminders.seen_at', 'is', null)
    .orderBy('reminders.message_id'),
)

/** Where a page of reminders that came begins, and how long it is. */
type Page = { userId: string; at: number; id: string; limit: number }

/** Reminders that came, the last first: those that came before a time, or at that time of a message before an id. */
export async function listCame(reader: Reader, { userId, at, id, limit }: Page): Promise<Reminder[]> {
  const rows = await readable(reader, userId)
    .where('reminders.fired_at', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('reminders.fired_at', '<', at),
        eb('reminders.fired_at', '=', at).and('reminders.message_id', '<', id),
      ]),
    )
    .orderBy('reminders.fired_at', 'desc')
    .orderBy('reminders.message_id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toReminder)
}

/** Of what was deleted, or stands in a room that one is no longer in, nobody is reminded. */
function readable(reader: { db: Kysely<Schema> }, userId: string | RawBuilder<string>) {
  return reader.db
    .selectFrom('reminders')
    .innerJoin('messages', 'messages.id', 'reminders.message_id')
    .innerJoin('rooms', 'rooms.id', 'messages.room_id')
    .innerJoin('memberships', (join) =>
      join.onRef('memberships.room_id', '=', 'messages.room_id').onRef('memberships.user_id', '=', 'reminders.user_id'),
    )
    .selectAll('reminders')
    .where('reminders.user_id', '=', userId)
    .where('messages.deleted_at', 'is', null)
    .where('rooms.closed_at', 'is', null)
}

function toReminder(row: ReminderTable): Reminder {
  return {
    messageId: row.message_id,
    roomId: row.room_id,
    at: toInstant(row.due_at),
    firedAt: toInstantOrNull(row.fired_at),
    seenAt: toInstantOrNull(row.seen_at),
    version: row.version,
  }
}
