import { statSync } from 'node:fs'
import { join } from 'node:path'
import { type Figure, figure, quantile } from './figures.ts'
import { option } from './options.ts'
import { dropFromPageCache } from './page-cache.ts'
import type { BenchPerson } from './people.ts'
import { aServer } from './server.ts'
import { fillIndex } from './world/fill-index.ts'
import { allRooms, aWorld, type World } from './world/world.ts'

const ASKED = 200
const ASKED_COLD = 40
const REPETITIONS = 3

type Work = (n: number) => Promise<void>

/**
 * Opening rooms, paging back and listing 200 rooms with what is unread in them, among ten million messages; other numbers
 * with `--messages=1000000`. With `--world=FOLDER` the database is made there once and stays.
 */
export async function large(): Promise<Figure[]> {
  const messages = Number(option('messages') ?? 10_000_000)
  const size = { people: 10_000, rooms: 2_000, roomsEach: 20, messages, readerRooms: 200 }
  const world = await aWorld(size, option('world'))
  await fillIndex(world.folder, allRooms(world.folder))
  const server = await aServer(world.folder)
  try {
    const works = worksOf(server.url, world)
    const figures: Figure[] = [figure('large_messages', 'count', [messages])]
    for (const [name, work] of Object.entries(works)) figures.push(...(await measure(name, work)))
    figures.push(...(await measureCold(works.open, world.folder)))
    figures.push(figure('large_db_mb', 'MB', [statSync(join(world.folder, 'parley.db')).size / 1_000_000]))
    return figures
  } finally {
    await server.stop()
    world.remove()
  }
}

/** Each asks for something else with each number, as many people would who open many rooms. */
function worksOf(url: string, { people, rooms }: World) {
  const [reader] = people
  const member = (n: number) => {
    const room = rooms[(n * 37) % 400]
    const who = people.find((person) => person.id === room?.members[n % (room.members.length ?? 1)])
    if (!room || !who) throw new Error('the world has no such room')
    return { who, room }
  }
  return {
    open: async (n: number) => {
      const { who, room } = member(n)
      await read(`${url}/api/room.show?roomId=${room.id}`, who)
      await read(`${url}/api/room.history?roomId=${room.id}`, who)
    },
    open_page: async (n: number) => {
      const { who, room } = member(n)
      await read(`${url}/r/${room.name ?? ''}`, who)
    },
    page_back: async (n: number) => {
      const { who, room } = member(n)
      const before = room.head - ((n * 211) % Math.max(1, room.head - room.members.length - 60))
      await read(`${url}/api/room.history?roomId=${room.id}&before=${before}`, who)
    },
    unread_200: async () => {
      if (reader) await read(`${url}/api/room.list`, reader)
    },
  } satisfies Record<string, Work>
}

async function read(url: string, { token }: BenchPerson): Promise<void> {
  const response = await fetch(url, { headers: { cookie: `parley=${token}`, 'accept-encoding': 'identity' } })
  if (!response.ok || response.redirected) throw new Error(`${url}: ${response.status} ${await response.text()}`)
  await response.arrayBuffer()
}

async function measure(name: string, work: Work): Promise<Figure[]> {
  const p50: number[] = []
  const p99: number[] = []
  // What is asked again was asked before: the figures are of a server that has been running.
  for (let repetition = -1; repetition < REPETITIONS; repetition += 1) {
    const times: number[] = []
    for (let n = 0; n < ASKED; n += 1) times.push(await timed(() => work(n)))
    times.sort((a, b) => a - b)
    if (repetition < 0) continue
    p50.push(quantile(times, 0.5))
    p99.push(quantile(times, 0.99))
  }
  return [figure(`${name}_p50_ms`, 'ms', p50), figure(`${name}_p99_ms`, 'ms', p99)]
}

/** Nothing of the file in the kernel's memory before each; what SQLite itself keeps, 2 MB a reader, stays. */
async function measureCold(open: Work, folder: string): Promise<Figure[]> {
  const files = ['parley.db', 'parley.db-wal'].map((name) => join(folder, name))
  const times: number[] = []
  for (let n = 0; n < ASKED_COLD; n += 1) {
    dropFromPageCache(files)
    times.push(await timed(() => open(ASKED + n)))
  }
  return [figure('open_cold_ms', 'ms', times)]
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
