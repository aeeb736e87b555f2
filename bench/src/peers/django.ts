import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { aFreePort } from '../memory.ts'
import { countRows, fillTable } from './filled.ts'
import type { Peer } from './peer.ts'
import { started } from './started.ts'

const FILE = 'chat.db'
const SOURCE = fileURLToPath(new URL('../../peers/django', import.meta.url))
const WORKERS = 2

/** The chat of the Channels tutorial, its messages stored through the ORM. */
export const django: Peer = {
  name: 'django',
  title: 'Django Channels',
  about:
    `Django, Channels, ${WORKERS} Daphne processes, Redis channel layer; SQLite with WAL and synchronous=FULL through the ` +
    'ORM, connections kept; DEBUG off; the CPU time is that of the Daphnes and of Redis',
  prepare: async (folder) => {
    const running = await django.start(folder)
    await running.stop()
    fillTable(join(folder, FILE), 'chat_message (room, body, at)', 'room0', "datetime(1700000000 + seq, 'unixepoch')")
  },
  start: async (folder, environment = {}) => {
    const redis = await startRedis(folder)
    const { pid, port, stop } = await started({
      command: ['/usr/bin/python3', '-B', join(SOURCE, 'serve.py')],
      folder: SOURCE,
      environment: {
        CHAT_DATABASE: join(folder, FILE),
        CHAT_REDIS_PORT: String(redis.port),
        CHAT_WORKERS: String(WORKERS),
        ...environment,
      },
    })
    return {
      port,
      dialect: { post: '{"ref":%REF,"message":"%BODY"}', ack: '{"ack": ' },
      lineTo: (_, room) => ({ path: `/ws/chat/room${room}/`, header: '', room: `room${room}` }),
      pids: () => [redis.pid, ...childrenOf(pid)],
      stop: async () => {
        await stop()
        await redis.stop()
      },
    }
  },
  countStored: (folder) => countRows(join(folder, FILE), 'chat_message'),
}

/** Debian's Redis, keeping nothing on disk: a channel layer needs none of it. */
async function startRedis(folder: string): Promise<{ pid: number; port: number; stop: () => Promise<void> }> {
  const port = await aFreePort()
  const child = Bun.spawn(
    ['redis-server', '--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  process.on('exit', () => child.kill())
  let said = ''
  for await (const piece of child.stdout) {
    said += new TextDecoder().decode(piece)
    if (said.includes('Ready to accept connections')) break
  }
  return {
    pid: child.pid,
    port,
    stop: async () => {
      child.kill('SIGTERM')
      await child.exited
    },
  }
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)
}
