import type { AppendedEvent, Reader } from '../database/transaction.ts'
import type { Published } from '../live/published.ts'
import { hydrate } from './read-log.ts'

/**
 * Turns a group's events into what the hub publishes after the commit: log by log, in the order of each log. Rooms come
 * before people: what a person's log says of a room, such as how much is unread, is true after all of the group.
 */
export async function carryEvents(reader: Reader, appended: readonly AppendedEvent[]): Promise<Published[]> {
  const byLog = Map.groupBy(appended, (event) => event.row.log_id)
  const batch: Published[] = []
  for (const [logId, group] of roomsFirst([...byLog])) {
    const kind = group[0]?.logKind ?? 'room'
    const { events, people } = await hydrate(
      reader,
      logId,
      kind,
      group.map((event) => event.row),
    )
    const entries = events.flatMap((event, index) => {
      const ends = group[index]?.ends
      return ends ? [{ event, ends }] : []
    })
    batch.push({ logId, logKind: kind, events: entries, people })
  }
  return batch
}

function roomsFirst(logs: [string, AppendedEvent[]][]): [string, AppendedEvent[]][] {
  return [false, true].flatMap((isPerson) => logs.filter(([, group]) => (group[0]?.logKind === 'user') === isPerson))
}
