import { type Figure, figure, quantile } from './figures.ts'
import { aLine } from './line.ts'
import { anOwner, command } from './people.ts'
import { aFolder, aServer } from './server.ts'
import { RAISED } from './settings.ts'

const CONNECTIONS = 16
const SECONDS = 5
const REPETITIONS = 3

/** Posts through the whole path, each connection waiting for its ack, with an fsync for every acknowledged group. */
export async function post(): Promise<Figure[]> {
  const folder = aFolder()
  const server = await aServer(folder.path, RAISED)
  try {
    const owner = await anOwner(server.url, server.setUpCode)
    const { subjectId: roomId } = await command(server.url, owner.token, 'room.create', {
      name: 'bench',
      kind: 'public',
    })
    const lines = await Promise.all(
      Array.from({ length: CONNECTIONS }, () => aLine(server.url, owner.token, { [roomId]: 0 }, () => {})),
    )
    const perS: number[] = []
    const p99: number[] = []
    const cpuUs: number[] = []
    await run(lines, roomId, 1)
    for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
      const before = server.cpuUs()
      const acks = await run(lines, roomId, SECONDS)
      perS.push(acks.length / SECONDS)
      p99.push(quantile(acks, 0.99))
      cpuUs.push((server.cpuUs() - before) / acks.length)
    }
    return [
      figure('posts_per_s', '1/s', perS),
      figure('post_ack_p99_ms', 'ms', p99),
      figure('post_cpu_us', 'us', cpuUs),
    ]
  } finally {
    await server.stop()
    folder.remove()
  }
}

/** Posts for so many seconds; answers the sorted times of the acks, ms. */
async function run(lines: Awaited<ReturnType<typeof aLine>>[], roomId: string, seconds: number): Promise<number[]> {
  const acks: number[] = []
  const end = performance.now() + seconds * 1_000
  await Promise.all(
    lines.map(async (line, index) => {
      for (let n = 0; performance.now() < end; n += 1) {
        const from = performance.now()
        await line.command('message.post', { roomId, body: `message ${n} of connection ${index}` })
        acks.push(performance.now() - from)
      }
    }),
  )
  return acks.sort((a, b) => a - b)
}
