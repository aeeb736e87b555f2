import { CLOSE } from '@parley/protocol/limits.ts'
import { nextTelling, tellHeads } from './heads.ts'
import type { Hub } from './hub.ts'
import { beginLag } from './lag.ts'
import type { LiveLimits } from './limits.ts'
import { SocketConnection } from './socket-connection.ts'

export type RoundPorts = {
  hub: Hub
  now: () => number
  random: () => number
  limits: LiveLimits
  /** Everything that was sent has left: whoever waited for that goes on. */
  goOn: (connection: SocketConnection) => void
}

/** Once a second, looks after every socket: who is silent, who is slow, who is due to be told heads. */
export function superviseSockets(ports: RoundPorts): void {
  for (const connection of ports.hub.connections.all()) {
    if (connection instanceof SocketConnection) supervise(ports, connection)
  }
}

function supervise({ hub, now: clock, random, limits, goOn }: RoundPorts, connection: SocketConnection): void {
  const now = clock()
  // What leaves together with something that is sent later leaves without a word of Bun's.
  if (connection.waitsForDrain && connection.socket.getBufferedAmount() === 0) goOn(connection)
  // While it is not read, nothing can be heard of it.
  if (connection.socket.isPaused) connection.heardAt = now
  if (!connection.hasGreeted && now - connection.openedAt > limits.helloMs) return connection.close(CLOSE.silent)
  const isStuck = connection.stuckMs(now) > limits.stuckMs
  if (isStuck || now - connection.heardAt > limits.silentMs) return connection.cut()
  if (connection.lag) return
  if (connection.socket.getBufferedAmount() > limits.softBytes) return beginLag(hub, connection)
  if (now < connection.tellAt || !connection.hasGreeted) return
  connection.tellAt = nextTelling(now, random, limits)
  tellHeads(hub, connection, connection.toldAt)
  connection.toldAt = now
  connection.socket.ping()
}
