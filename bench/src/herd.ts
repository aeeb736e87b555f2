import { crowdSettings, refuseHoles } from './connections.ts'
import { aCrowd, type Crowd } from './crowd/crowd.ts'
import { type Figure, figure } from './figures.ts'
import { command } from './people.ts'
import { aServer, type BenchServer } from './server.ts'
import { cursorsOf } from './world/cursors.ts'
import { aSettledWorld, type World } from './world/world.ts'

const MANY = 10_000
const MISSED = 100
const REPETITIONS = 3

/** 10,000 people come back after their server was killed, each to 20 rooms, in which there is news for all of them. */
export async function herd(): Promise<Figure[]> {
  const size = { people: MANY + 1, rooms: 2_000, roomsEach: 20, messages: 20_000, readerRooms: 2_000 }
  const world = await aSettledWorld(size)
  const server = await aServer(world.folder, {
    ...(await crowdSettings()),
    PARLEY_LIMIT_MESSAGES_PER_S: '1000000',
    PARLEY_LIMIT_MESSAGES_BURST: '1000000',
  })
  const crowd = await aCrowd(server.url, cursorsOf(world, MANY, 0))
  const seconds: number[] = []
  const cpuS: number[] = []
  try {
    crowd.order('connect')
    await crowd.whenCaughtUp(MANY, 120_000)
    for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
      seconds.push((await comeBack(server, crowd, world)) / 1_000)
      cpuS.push(server.cpuUs() / 1_000_000)
    }
  } finally {
    await crowd.stop()
    await server.stop()
    world.remove()
  }
  return [figure('herd_s', 's', seconds), figure('herd_cpu_s', 's', cpuS)]
}

/** Kills the process that serves; answers the ms until the last member has caught up, and refuses a herd that lost one event. */
async function comeBack(server: BenchServer, crowd: Crowd, world: World): Promise<number> {
  const from = performance.now()
  process.kill(server.pids()[1], 'SIGKILL')
  await until(() => crowd.tally().caughtUp === 0)
  const posts = sayNews(server.url, world)
  await crowd.whenCaughtUp(MANY, 120_000)
  const ms = performance.now() - from
  const heads = await posts
  await until(async () => hasAll(await crowd.cursors(), heads))
  refuseHoles(crowd, MANY)
  return ms
}

/** Says something in the first rooms as soon as the server is there again; answers the seqs. */
async function sayNews(url: string, { people, rooms }: World): Promise<Map<string, number>> {
  const token = people[0]?.token ?? ''
  const heads = new Map<string, number>()
  for (const { id } of rooms.slice(0, MISSED)) {
    const post = () => command(url, token, 'message.post', { roomId: id, body: 'we are here again' })
    let said = await post().catch(() => null)
    while (said === null) {
      await Bun.sleep(20)
      said = await post().catch(() => null)
    }
    heads.set(id, said.seq)
  }
  return heads
}

function hasAll(cursors: readonly Readonly<Record<string, number>>[], heads: ReadonlyMap<string, number>): boolean {
  return cursors.every((own) => Object.entries(own).every(([id, cursor]) => cursor >= (heads.get(id) ?? 0)))
}

async function until(isDone: () => boolean | Promise<boolean>): Promise<void> {
  for (const from = performance.now(); !(await isDone()); await Bun.sleep(10)) {
    if (performance.now() - from > 60_000) throw new Error('a minute was not enough')
  }
}
