import type { Connection } from './connection.ts'
import { encode } from './frames.ts'
import type { Hub } from './hub.ts'
import type { LiveLimits } from './limits.ts'

/** When a connection is to be told heads next: spread, so that they are not all told at once. */
export function nextTelling(now: number, random: () => number, limits: LiveLimits): number {
  return now + limits.headsMinMs + random() * (limits.headsMaxMs - limits.headsMinMs)
}

/**
 * Tells a connection the heads of its logs that moved since it was last told, or none: the heartbeat. It goes to the
 * connection itself and not by a topic, so that it also tells what a topic lost.
 */
export function tellHeads(hub: Hub, connection: Connection, since: number): void {
  const heads: Record<string, number> = {}
  for (const logId of connection.followed()) {
    const head = hub.recent.movedSince(logId, since)
    if (head !== null) heads[logId] = head
  }
  connection.send(encode({ t: 'heads', heads }))
}
