import type { MessageTable } from '../database/schema.ts'
import type { AppendedEvent, Reader } from '../database/transaction.ts'
import type { Published } from '../live/published.ts'
import { hydrate } from './read-log.ts'

/**
 * Turns a group's events into what the hub publishes after the commit: log by log, in the order of each log. Rooms come
 * before people: what a person's log says of a room, such as how much is unread, is true after all of the group.
 */
export async function carryEvents(reader: Reader, appended: readonly AppendedEvent[]): Promise<Published[]> {
  const posted = postedAlone(appended)
  const byLog = Map.groupBy(appended, (event) => event.row.log_id)
  const batch: Published[] = []
  for (const [logId, group] of roomsFirst([...byLog])) {
    const kind = group[0]?.logKind ?? 'room'
    const rows = group.map((event) => event.row)
    const { events, people } = await hydrate(reader, logId, kind, rows, posted)
    const entries = events.flatMap((event, index) => {
      const ends = group[index]?.ends
      return ends ? [{ event, ends }] : []
    })
    batch.push({ logId, logKind: kind, events: entries, people })
  }
  return batch
}

/** The messages of a group that did nothing but post: none of them can have changed since it was stored. */
function postedAlone(appended: readonly AppendedEvent[]): MessageTable[] | null {
  const posted = appended.flatMap((event) => event.posted ?? [])
  return posted.length === appended.length ? posted : null
}

function roomsFirst(logs: [string, AppendedEvent[]][]): [string, AppendedEvent[]][] {
  return [false, true].flatMap((isPerson) => logs.filter(([, group]) => (group[0]?.logKind === 'user') === isPerson))
}
