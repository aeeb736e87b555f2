import { fill } from './fill.ts'
import { type Figure, figure, quantile } from './figures.ts'
import { type BenchPerson, anOwner, command } from './people.ts'
import { aFolder, aServer } from './server.ts'
import { RAISED } from './settings.ts'
import { fillIndex } from './world/fill-index.ts'

const MANY = 100_000
const FEW = 100
const ASKED = 200
const REPETITIONS = 3

/** Opening a room of 100,000 messages against one of 100, and paging back at message 99,000 against 1,000. */
export async function rooms(): Promise<Figure[]> {
  const folder = aFolder()
  try {
    const { owner, many, few } = await prepare(folder.path)
    const server = await aServer(folder.path, RAISED)
    try {
      const open = (roomId: string) => async () => {
        await read(server.url, owner, `room.show?roomId=${roomId}`)
        await read(server.url, owner, `room.history?roomId=${roomId}`)
      }
      const back = (before: number) => () => read(server.url, owner, `room.history?roomId=${many}&before=${before}`)
      const opened: number[] = []
      const paged: number[] = []
      const openMs: number[] = []
      await alternately(open(many), open(few))
      for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
        const [large, small] = await alternately(open(many), open(few))
        opened.push(large / small)
        openMs.push(large)
        const [late, early] = await alternately(back(99_000), back(1_000))
        paged.push(late / early)
      }
      return [
        figure('room_open_ratio', 'ratio', opened),
        figure('room_open_ms', 'ms', openMs),
        figure('page_back_ratio', 'ratio', paged),
      ]
    } finally {
      await server.stop()
    }
  } finally {
    folder.remove()
  }
}

async function prepare(folder: string): Promise<{ owner: BenchPerson; many: string; few: string }> {
  const server = await aServer(folder)
  const owner = await anOwner(server.url, server.setUpCode)
  const make = (name: string) => command(server.url, owner.token, 'room.create', { name, kind: 'public' })
  const many = (await make('many')).subjectId
  const few = (await make('few')).subjectId
  await server.stop()
  await fill(folder, many, owner.id, MANY)
  await fill(folder, few, owner.id, FEW)
  await fillIndex(folder, [{ id: many }, { id: few }])
  return { owner, many, few }
}

async function read(url: string, who: BenchPerson, path: string): Promise<void> {
  const response = await fetch(`${url}/api/${path}`, { headers: { authorization: `Bearer ${who.token}` } })
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  await response.arrayBuffer()
}

/** The medians of two kinds of work done in turn, ms: what else the machine does slows both alike. */
async function alternately(a: () => Promise<void>, b: () => Promise<void>): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []]
  for (let n = 0; n < ASKED; n += 1) {
    for (const [index, work] of [a, b].entries()) {
      const from = performance.now()
      await work()
      times[index]?.push(performance.now() - from)
    }
  }
  const [first, second] = times.map((all) =>
    quantile(
      all.sort((x, y) => x - y),
      0.5,
    ),
  )
  return [first ?? Number.NaN, second ?? Number.NaN]
}
