import { type Figure, figure } from './figures.ts'
import { aLine } from './line.ts'
import { aMember, anOwner, command } from './people.ts'
import { aFolder, aServer } from './server.ts'
import { RAISED } from './settings.ts'

const PEOPLE = 25
const SOCKETS_EACH = 20
const POSTS_PER_S = 6
const SECONDS = 8
const REPETITIONS = 3

/** One room, 500 sockets of 25 people, about 3,000 deliveries a second: CPU of the serving process for each delivery. */
export async function fanout(): Promise<Figure[]> {
  const folder = aFolder()
  const server = await aServer(folder.path, RAISED)
  try {
    const owner = await anOwner(server.url, server.setUpCode)
    const { subjectId: roomId } = await command(server.url, owner.token, 'room.create', {
      name: 'bench',
      kind: 'public',
    })
    let delivered = 0
    const onEvents = () => {
      delivered += 1
    }
    for (let n = 0; n < PEOPLE; n += 1) {
      const person = await aMember(server.url, `person-${n}`)
      await command(server.url, person.token, 'room.join', { roomId })
      const cursors = { [roomId]: 2 + n + 1 }
      await Promise.all(Array.from({ length: SOCKETS_EACH }, () => aLine(server.url, person.token, cursors, onEvents)))
    }
    const speaker = await aLine(server.url, owner.token, {}, () => {})
    const say = (n: number) => speaker.command('message.post', { roomId, body: `message ${n} to everyone in the room` })
    for (let n = 0; n < 30; n += 1) await say(n)
    const cpuUs: number[] = []
    const perS: number[] = []
    for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
      delivered = 0
      const from = performance.now()
      const before = server.cpuUs()
      for (let n = 0; n < POSTS_PER_S * SECONDS; n += 1) {
        await Promise.all([say(n), Bun.sleep(1_000 / POSTS_PER_S)])
      }
      cpuUs.push((server.cpuUs() - before) / delivered)
      perS.push((delivered / (performance.now() - from)) * 1_000)
    }
    return [figure('fanout_cpu_us', 'us', cpuUs), figure('fanout_deliveries_per_s', '1/s', perS)]
  } finally {
    await server.stop()
    folder.remove()
  }
}
