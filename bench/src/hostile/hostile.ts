import { fileURLToPath } from 'node:url'
import { type Figure, figure } from '../figures.ts'
import { memoryKb } from '../memory.ts'
import { aMember, anOwner, type BenchPerson, command } from '../people.ts'
import { aFolder, aServer, type BenchServer } from '../server.ts'
import { attacks } from './attacks.ts'

const ATTACKER = fileURLToPath(new URL('attacker.ts', import.meta.url))
const ENEMIES = 4
const CALM_MS = 3_000
const ATTACK_MS = 4_000
/** Friends ask in turn, so that nobody asks more often than he may. */
const FRIENDS = 10
const PAUSE_MS = 100

/**
 * People ask small things while others attack by every means in turn, with the limits as they are: how long somebody
 * waited at most for an answer, and how much memory the server took more than before.
 */
export async function hostile(): Promise<Figure[]> {
  const folder = aFolder()
  const server = await aServer(folder.path)
  try {
    const owner = await anOwner(server.url, server.setUpCode)
    const { subjectId: roomId } = await command(server.url, owner.token, 'room.create', { name: 'tea', kind: 'public' })
    const enemies: BenchPerson[] = []
    while (enemies.length < ENEMIES) {
      const eve = await aMember(server.url, `eve${enemies.length}`)
      await command(server.url, eve.token, 'room.join', { roomId })
      enemies.push(eve)
    }
    const friends = await Promise.all(Array.from({ length: FRIENDS }, () => aFriend(server.url, owner.token, roomId)))
    const calm = await waitsOf(friends, CALM_MS)
    const before = memoryKb([server.pids()[1]])
    const waits: number[] = []
    const growths: number[] = []
    for (const name of Object.keys(attacks(roomId))) {
      const attacked = await underAttack(server, friends, [roomId, name, ...enemies.map(({ token }) => token)])
      console.error(`${name}: waited ${attacked.wait.toFixed(1)} ms at most`)
      waits.push(attacked.wait)
      growths.push((attacked.memory - before) / 1_000)
    }
    for (const friend of friends) friend.close()
    return [
      figure('hostile_calm_max_ms', 'ms', [Math.max(...calm)]),
      { ...figure('hostile_max_ms', 'ms', waits), value: Math.max(...waits) },
      { ...figure('hostile_growth_mb', 'MB', growths), value: Math.max(...growths) },
    ]
  } finally {
    await server.stop()
    folder.remove()
  }
}

async function underAttack(server: BenchServer, friends: Friend[], words: string[]) {
  const { port } = new URL(server.url)
  const attacker = Bun.spawn([process.execPath, ATTACKER, port, ...words], { stdio: ['ignore', 'ignore', 'inherit'] })
  try {
    const waits = await waitsOf(friends, ATTACK_MS)
    return { wait: Math.max(...waits), memory: memoryKb([server.pids()[1]]) }
  } finally {
    attacker.kill('SIGKILL')
    await attacker.exited
  }
}

async function waitsOf(friends: readonly Friend[], ms: number): Promise<number[]> {
  const all = friends.map(async (friend, turn) => {
    await Bun.sleep((turn * PAUSE_MS) / FRIENDS)
    return friend.waits(ms)
  })
  return (await Promise.all(all)).flat()
}

type Friend = { waits: (ms: number) => Promise<number[]>; close: () => void }

/** Somebody on a socket who asks a small thing again and again, and notes how long each answer takes, in ms. */
async function aFriend(url: string, token: string, roomId: string): Promise<Friend> {
  // The types know the constructor of browsers alone, which takes no headers.
  const socket: WebSocket = Reflect.construct(WebSocket, [
    `${url.replace('http', 'ws')}/socket`,
    { headers: { authorization: `Bearer ${token}` } },
  ])
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  let answered = () => {}
  let isClosed = false
  socket.addEventListener('close', ({ code }) => {
    if (!isClosed) throw new Error(`a friend was closed with ${code}`)
  })
  socket.addEventListener('message', ({ data }) => {
    if (String(data).startsWith('{"t":"answer"')) answered()
  })
  socket.send(JSON.stringify({ t: 'hello', v: 1, cursors: { [roomId]: 0 } }))
  const ask = async (ref: number) => {
    const answer = new Promise<void>((resolve) => (answered = resolve))
    socket.send(JSON.stringify({ t: 'query', ref, name: 'room.show', input: { roomId } }))
    await answer
  }
  return {
    waits: async (ms) => {
      const waits: number[] = []
      for (const end = performance.now() + ms; performance.now() < end; await Bun.sleep(PAUSE_MS)) {
        const from = performance.now()
        await ask(waits.length)
        waits.push(performance.now() - from)
      }
      return waits
    },
    close: () => {
      isClosed = true
      socket.close()
    },
  }
}
