import { CLOSE } from '@parley/protocol/limits.ts'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import type { Actor, KnownActor } from '../actor.ts'
import { eventStream } from '../http/event-stream.ts'
import { LongPolls } from '../http/long-poll.ts'
import { type SocketData, socketDoor, type SocketDoorPorts } from '../http/socket-door.ts'
import type { Visit } from '../http/visit.ts'
import type { Connection } from './connection.ts'
import type { Hub } from './hub.ts'
import { LIVE_LIMITS, type LiveLimits } from './limits.ts'
import { PieceCache } from './piece-cache.ts'
import { Presence } from './presence.ts'
import { superviseSockets } from './rounds.ts'
import { SocketConnection } from './socket-connection.ts'
import { watchPeople } from './socket-frames.ts'
import { Streams } from './streams.ts'
import { Typing } from './typing.ts'

export type LivePorts = Omit<SocketDoorPorts, 'presence' | 'typing' | 'limits' | 'cache'> & {
  /** Answers `log.read` at once. */
  readLogs: (input: unknown, actor: Actor) => Promise<QueryOutput<'log.read'>>
  /** Told of whoever has no connection left. */
  left: (actor: KnownActor) => void
  limits?: Partial<LiveLimits>
  /** Waits; for the spread of the closes when the program stops. */
  pause: (ms: number) => Promise<void>
}

/** How often `round` is to be called. */
export const ROUND_MS = 1_000

/** Rights that are asked again in one round, after somebody lost a room. */
const DOUBTS_PER_ROUND = 50

/** The part of Bun's server that carries the topics. */
type TopicServer = {
  publish: (topic: string, text: string, compress: boolean) => number
  subscriberCount: (topic: string) => number
}

export type Live = ReturnType<typeof createLive>

/** Puts live delivery together: sockets, event streams, long polls, presence and typing, over one hub. */
export function createLive(given: LivePorts) {
  let isDraining = false
  const { hub, now } = given
  const limits = { ...LIVE_LIMITS, ...given.limits }
  const presence = new Presence(hub, { ...given, graceMs: limits.presenceGraceMs })
  const typing = new Typing(hub, now)
  const cache = new PieceCache(now)
  const ports = { ...given, limits, presence, typing, cache, isReady: () => given.isReady() && !isDraining }
  const door = socketDoor(ports)
  const streams = new Streams(ports)
  const polls = new LongPolls(ports)
  return {
    /** For Bun.serve. */
    websocket: door.websocket satisfies Bun.WebSocketHandler<SocketData>,
    /** Tells the hub which server has the topics; before this nothing is published to sockets. */
    attach: (server: TopicServer) =>
      hub.attach({
        publish: (topic, text) => server.publish(topic, text, false),
        count: (topic) => server.subscriberCount(topic),
      }),
    /** Answers undefined when the request became a socket. */
    upgrade: door.upgrade,
    eventStream: (request: Request, visit: Visit, keepOpen: () => void) =>
      eventStream({ ...ports, streams }, request, visit, keepOpen),
    longPoll: (input: unknown, visit: Visit, signal: AbortSignal) => polls.answer(input, visit, signal),
    /** To be called every `ROUND_MS`. */
    round: () => {
      superviseSockets({ ...ports, goOn: door.goOn })
      streams.round()
      polls.round()
      typing.round()
      cache.round()
      presence.round(isBehind)
      for (const connection of presence.takeDoubted(DOUBTS_PER_ROUND)) askAgain(ports, connection)
    },
    /** What is kept for connections: nothing, once all of them are gone. */
    held: (): Record<string, number> => ({
      ...hub.held(),
      addresses: door.held(),
      streams: streams.size,
      polls: polls.size,
      present: presence.size,
    }),
    /** Lets nobody in any more, and ends what is open when it was answered, spread over min(5 s, connections/500 s). */
    drain: async () => {
      isDraining = true
      await closeAll(hub, given.pause)
    },
  }
}

function isBehind(connection: Connection): boolean {
  return connection instanceof SocketConnection && connection.lag !== null
}

type DoubtPorts = Parameters<typeof watchPeople>[0]

/** Asks in the connection's turn whose presence it may still see. */
function askAgain(ports: DoubtPorts, connection: Connection): void {
  if (!(connection instanceof SocketConnection)) return
  connection.turns.add(async (turn) => {
    await turn.alone()
    await watchPeople(ports, connection, ports.presence.watchedBy(connection))
  })
}

const SLICE_MS = 50

async function closeAll(hub: Hub, pause: (ms: number) => Promise<void>): Promise<void> {
  const all = hub.connections.all()
  const slices = Math.max(1, Math.ceil(Math.min(5_000, all.length * 2) / SLICE_MS))
  const perSlice = Math.ceil(all.length / slices)
  const ends: Promise<void>[] = []
  for (let at = 0; at < all.length; at += perSlice) {
    if (at > 0) await pause(SLICE_MS)
    for (const connection of all.slice(at, at + perSlice)) ends.push(finish(connection))
  }
  await Promise.all(ends)
}

/** What a socket asked for before is answered before it closes: an ack that is not sent is a command sent twice. */
async function finish(connection: Connection): Promise<void> {
  if (connection instanceof SocketConnection) await connection.finish(CLOSE.draining)
  else connection.close(CLOSE.draining)
}
