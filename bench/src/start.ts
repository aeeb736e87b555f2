import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fill } from './fill.ts'
import { type Figure, figure } from './figures.ts'
import { anOwner, command } from './people.ts'
import { aFolder, aServer } from './server.ts'

const MESSAGES = 100_000
const REPETITIONS = 7

const BUILD = fileURLToPath(new URL('../../scripts/build-executable.mjs', import.meta.url))

/** From the spawn of the server to the last byte of `GET /`, on a database with 100,000 messages; and of the executable. */
export async function start(): Promise<Figure[]> {
  const folder = aFolder()
  try {
    const first = await aServer(folder.path)
    const owner = await anOwner(first.url, first.setUpCode)
    const { subjectId: roomId } = await command(first.url, owner.token, 'room.create', { name: 'full', kind: 'public' })
    await first.stop()
    await fill(folder.path, roomId, owner.id, MESSAGES)
    const executable = join(folder.path, 'parley')
    const built = Bun.spawnSync(['node', BUILD, executable])
    if (!built.success) throw new Error(built.stderr.toString())
    return [
      figure('start_ms', 'ms', await startTimes(folder.path)),
      figure('exe_start_ms', 'ms', await startTimes(folder.path, [executable])),
    ]
  } finally {
    folder.remove()
  }
}

async function startTimes(folder: string, program?: readonly string[]): Promise<number[]> {
  const times: number[] = []
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    const from = performance.now()
    const server = await aServer(folder, {}, program)
    await (await fetch(server.url)).text()
    times.push(performance.now() - from)
    await server.stop()
  }
  return times
}
