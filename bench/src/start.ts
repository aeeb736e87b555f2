import { fill } from './fill.ts'
import { type Figure, figure } from './figures.ts'
import { anOwner, command } from './people.ts'
import { aFolder, aServer } from './server.ts'

const MESSAGES = 100_000
const REPETITIONS = 7

/** From the spawn of the server to the last byte of `GET /`, on a database with 100,000 messages. */
export async function start(): Promise<Figure[]> {
  const folder = aFolder()
  try {
    const first = await aServer(folder.path)
    const owner = await anOwner(first.url, first.setUpCode)
    const { subjectId: roomId } = await command(first.url, owner.token, 'room.create', { name: 'full', kind: 'public' })
    await first.stop()
    await fill(folder.path, roomId, owner.id, MESSAGES)
    const times: number[] = []
    for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
      const from = performance.now()
      const server = await aServer(folder.path)
      await (await fetch(server.url)).text()
      times.push(performance.now() - from)
      await server.stop()
    }
    return [figure('start_ms', 'ms', times)]
  } finally {
    folder.remove()
  }
}
