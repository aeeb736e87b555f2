import { type Crowd, aCrowd, descriptors } from './crowd/crowd.ts'
import { type Figure, figure } from './figures.ts'
import { aFreePort, memoryKb } from './memory.ts'
import { type BenchServer, aServer } from './server.ts'
import { aSettledWorld } from './world/world.ts'
import { cursorsOf } from './world/cursors.ts'

const MANY = 10_000
const ROOMS_EACH = 20
const SETTLE_MS = 12_000
const REPETITIONS = 3

/** What an idle server weighs, and each connection of 10,000 people who follow 20 rooms each and say nothing. */
export async function connections(): Promise<Figure[]> {
  const world = await aSettledWorld({
    people: 20_000,
    rooms: 2_000,
    roomsEach: ROOMS_EACH,
    messages: 20_000,
    readerRooms: 0,
  })
  const held = Math.min(world.people.length - 1, descriptors() - 500)
  const starts = cursorsOf(world, held, 0)
  const kinds: Record<'idle' | 'each' | 'all' | 'most', number[]> = { idle: [], each: [], all: [], most: [] }
  try {
    for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
      const server = await aServer(world.folder, await crowdSettings())
      try {
        await Bun.sleep(SETTLE_MS / 4)
        const idleKb = memoryKb(server.pids())
        const manyKb = await holdCrowd(server, starts.slice(0, MANY))
        kinds.idle.push(idleKb / 1_000)
        kinds.each.push((manyKb - idleKb) / MANY)
        kinds.all.push(manyKb / 1_000)
        if (repetition === 0) kinds.most.push((await holdCrowd(server, starts)) / 1_000)
      } finally {
        await server.stop()
      }
    }
  } finally {
    world.remove()
  }
  return [
    figure('idle_mb', 'MB', kinds.idle),
    figure('connection_kb', 'kB', kinds.each),
    figure('idle_10k_mb', 'MB', kinds.all),
    figure('held_connections', 'count', [held]),
    figure('held_mb', 'MB', kinds.most),
  ]
}

/** Everybody comes from this machine, so the limit of an address is raised; the one of handshakes is not. */
export async function crowdSettings(): Promise<Record<string, string>> {
  return {
    PARLEY_HOST: '0.0.0.0',
    PARLEY_PORT: String(await aFreePort()),
    PARLEY_LIMIT_CONNECTIONS_PER_ADDRESS: '1000000',
  }
}

/** Memory with so many connections that have caught up and are idle, kB. */
async function holdCrowd(server: BenchServer, starts: Parameters<typeof aCrowd>[1]): Promise<number> {
  const crowd = await aCrowd(server.url, starts)
  try {
    crowd.order('connect')
    await crowd.whenCaughtUp(starts.length, 120_000)
    await Bun.sleep(SETTLE_MS)
    refuseHoles(crowd, starts.length)
    return memoryKb(server.pids())
  } finally {
    await crowd.stop()
  }
}

/** A figure of clients that lost something would be none. */
export function refuseHoles(crowd: Crowd, count: number): void {
  const { holes, caughtUp } = crowd.tally()
  if (holes > 0 || caughtUp !== count) throw new Error(`of ${count}, ${caughtUp} caught up, with ${holes} holes`)
}
