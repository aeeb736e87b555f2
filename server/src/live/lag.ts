import { catchUp, type CatchUpPorts } from './catch-up.ts'
import { encode } from './frames.ts'
import type { Hub } from './hub.ts'
import type { SocketConnection } from './socket-connection.ts'

/** Takes a socket that does not read out of its topics, so that no more is kept for it. */
export function beginLag(hub: Hub, connection: SocketConnection): void {
  const logIds = connection.followed()
  for (const logId of logIds) connection.unfollow(logId)
  connection.lag = { logIds, missed: hub.miss(logIds) }
}

/** When everything left: follows again what did not move meanwhile, and brings what did up to its head. */
export async function endLag(ports: CatchUpPorts, connection: SocketConnection): Promise<void> {
  const { lag } = connection
  if (!lag) return
  connection.lag = null
  lag.missed.release()
  const cursors = lag.missed.cursors()
  const moved = lag.logIds.filter((logId) => logId in cursors && !connection.follows(logId))
  for (const logId of lag.logIds) if (!(logId in cursors)) connection.follow(logId)
  const asked = Object.fromEntries(moved.map((logId) => [logId, cursors[logId] ?? 0]))
  const heads = await catchUp(ports, connection, asked, false)
  connection.send(encode({ t: 'heads', heads }))
}
