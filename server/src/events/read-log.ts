import type { LogEvent } from '@parley/protocol/events.ts'
import { peopleOfMessage } from '@parley/protocol/answers.ts'
import type { Thread } from '@parley/protocol/messages.ts'
import type { Events } from '@parley/protocol/logs.ts'
import type { ThreadEntry } from '@parley/protocol/threads.ts'
import type { Person } from '@parley/protocol/users.ts'
import { hot } from '../database/hot.ts'
import type { EventTable, LogTable, MessageTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { listPeople } from '../users/queries.ts'
import { hydrateRoomEvents } from './room-events.ts'
import { hydrateUserEvents } from './user-events.ts'

/** Reads a log's events after a cursor, oldest first, each with its subject's present state. */
export async function readLog(reader: Reader, logId: string, after: number, limit: number): Promise<Events> {
  const rows = await selectEvents(reader, { logId, after, limit })
  const [log] = await selectKind(reader, { logId })
  return { log: logId, ...(await hydrate(reader, logId, log?.kind ?? 'room', rows)) }
}

const selectEvents = hot<{ logId: string; after: number; limit: number }, EventTable>((db, argument) =>
  db
    .selectFrom('events')
    .selectAll()
    .where('log_id', '=', argument('logId'))
    .where('seq', '>', argument('after'))
    .orderBy('seq')
    .limit(argument('limit')),
)

const selectKind = hot<{ logId: string }, Pick<LogTable, 'kind'>>((db, argument) =>
  db.selectFrom('logs').select('kind').where('id', '=', argument('logId')),
)

/**
 * Turns stored events of one log into what crosses the wire: the same for catch-up, live and export. `posted` are the messages
 * that they are about, where these are known as they are stored.
 */
export async function hydrate(
  reader: Reader,
  logId: string,
  kind: 'room' | 'user',
  rows: readonly EventTable[],
  posted: readonly MessageTable[] | null = null,
): Promise<{ events: LogEvent[]; people: Person[] }> {
  const events: LogEvent[] =
    kind === 'room'
      ? await hydrateRoomEvents(reader, logId, rows, posted)
      : await hydrateUserEvents(reader, logId, rows)
  return { events, people: await listPeople(reader, [...peopleOf(events)]) }
}

function peopleOf(events: readonly LogEvent[]): Set<string> {
  const ids = new Set<string>()
  for (const event of events) {
    if (event.actorId !== null) ids.add(event.actorId)
    if (event.type.startsWith('member.')) ids.add(event.subjectId)
    if ('message' in event) for (const id of peopleOfMessage(event.message)) ids.add(id)
    if ('thread' in event && event.thread) for (const id of peopleOfThread(event.thread)) ids.add(id)
    if ('entry' in event) for (const id of event.entry?.room.peopleIds ?? []) ids.add(id)
  }
  return ids
}

function peopleOfThread(thread: Thread | ThreadEntry): string[] {
  return 'root' in thread ? peopleOfMessage(thread.root) : thread.peopleIds
}
