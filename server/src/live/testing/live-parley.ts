import { QUERIES } from '@parley/protocol/queries.ts'
import { accessLogs } from '../../events/access.ts'
import { readLog } from '../../events/read-log.ts'
import { createLog } from '../../log.ts'
import { parseInput } from '../../parley.ts'
import { refreshActor } from '../../sessions/authenticate.ts'
import { aParley, type TestParley } from '../../testing/parley.ts'
import type { TestPerson } from '../../testing/people.ts'
import { Hub } from '../hub.ts'
import { createLive, type Live } from '../live.ts'
import { findWatchable } from '../watchable.ts'
import { MemoryTopics } from './memory-topics.ts'
import { openSocket, type TestSocket } from './test-socket.ts'

export type LiveParley = {
  world: TestParley
  live: Live
  hub: Hub
  lines: string[]
  connect: (person: TestPerson) => Promise<TestSocket>
  /** Resolves when it is so; the test's time is the limit. */
  until: (isSo: () => boolean) => Promise<void>
}

/** The whole core over a real database, with sockets in memory. */
export async function aLiveParley(): Promise<LiveParley> {
  const topics = new MemoryTopics()
  const lines: string[] = []
  const log = createLog('debug', (line) => lines.push(line))
  const clock = { now: 0 }
  const hub = new Hub({ now: () => clock.now, log })
  hub.attach(topics)
  const world = await aParley({ onPublish: hub.publish })
  const { parley } = world
  const live = createLive({
    hub,
    read: parley.store.read,
    reads: {
      refresh: (reader, actor) => refreshActor(reader, actor, { now: world.clock.now, lifetimes: parley.lifetimes }),
      accessLogs,
      readLog,
    },
    readLogs: async (input, actor) => parley.ask('log.read', parseInput(QUERIES['log.read'].input, input), actor),
    epoch: parley.epoch,
    build: 'test',
    clock: () => world.clock.now,
    now: () => clock.now,
    random: () => 0.5,
    pause: async () => {},
    log,
    command: parley.command,
    query: parley.query,
    findWatchable,
    left: (actor) => parley.visits.note(actor, world.clock.now),
    allowedOrigin: () => null,
    isReady: () => true,
  })
  return {
    world,
    live,
    hub,
    lines,
    connect: async (person) =>
      openSocket(topics, live, {
        client: { address: '10.0.0.1', group: '10.0.0.1', isTls: false },
        actor: await parley.authenticate(person.token),
        hasEnded: false,
        hasBearer: true,
        hasCookie: false,
        visitorId: null,
        deviceToken: null,
        userAgent: 'test',
      }),
    until: async (isSo) => {
      while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
    },
  }
}
