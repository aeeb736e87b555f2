import { type Figure, figure, quantile } from './figures.ts'
import { crowdSettings } from './connections.ts'
import { CrowdMember } from './crowd/crowd-member.ts'
import { aServer } from './server.ts'
import { cursorsOf } from './world/cursors.ts'
import { aSettledWorld } from './world/world.ts'

const MISSED = 1_000
const ROOMS = 100
const REPETITIONS = 3

/** From the connect until 1,000 missed events of a room have arrived, in rooms that nobody else reads. */
export async function catchUp(): Promise<Figure[]> {
  const world = await aSettledWorld({
    people: ROOMS + 1,
    rooms: ROOMS,
    roomsEach: 1,
    messages: ROOMS * MISSED * 1.3,
    readerRooms: 0,
  })
  const server = await aServer(world.folder, await crowdSettings())
  const p50: number[] = []
  const p99: number[] = []
  try {
    for (let repetition = 0; repetition <= REPETITIONS; repetition += 1) {
      const times: number[] = []
      for (const start of cursorsOf(world, ROOMS, MISSED)) times.push(await comeBack(server.url, start))
      times.sort((a, b) => a - b)
      // The first time, the code is not compiled and nothing is in the page cache.
      if (repetition === 0) continue
      p50.push(quantile(times, 0.5))
      p99.push(quantile(times, 0.99))
    }
    return [figure('catchup_p50_ms', 'ms', p50), figure('catchup_p99_ms', 'ms', p99)]
  } finally {
    await server.stop()
    world.remove()
  }
}

async function comeBack(url: string, start: ConstructorParameters<typeof CrowdMember>[1]): Promise<number> {
  const tally = { caughtUp: 0, connects: 0, refusals: 0, events: 0, holes: 0 }
  const { port } = new URL(url)
  const member = new CrowdMember({ host: '127.0.0.1', port: Number(port) }, start, tally)
  const from = performance.now()
  member.connect()
  while (tally.caughtUp === 0) await new Promise((resolve) => setImmediate(resolve))
  const ms = performance.now() - from
  member.leave()
  if (tally.holes > 0 || tally.events < MISSED) throw new Error(`${tally.events} events, ${tally.holes} holes`)
  return ms
}
