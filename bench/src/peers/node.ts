import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countRows, fillTable } from './filled.ts'
import type { Dialect, Line, Peer } from './peer.ts'
import { started } from './started.ts'

const FILE = 'messages.db'
const ABOUT =
  'Node in production mode, with bufferutil; SQLite with WAL and synchronous=FULL, one transaction a message'

/** The `ws` package, the way its manual shows it. */
export const ws = node('ws', 'Node ws', (room) => ({ path: `/room${room}`, header: '', room: `room${room}` }), {
  post: '{"ref":%REF,"body":"%BODY"}',
  ack: '{"ack":',
})

/** Socket.IO, the way its tutorial shows it, over WebSocket from the beginning. */
export const socketio = node(
  'socketio',
  'Socket.IO',
  (room) => ({
    path: '/socket.io/?EIO=4&transport=websocket',
    header: '',
    room: `room${room}`,
  }),
  {
    greet: '40{"room":"%ROOM"}',
    ready: '40{',
    post: '42%REF["post",{"body":"%BODY"}]',
    ack: '43',
    ping: '2',
    pong: '3',
  },
)

function node(name: string, title: string, lineTo: (room: number) => Line, dialect: Dialect): Peer {
  const program = fileURLToPath(new URL(`../../peers/${name}/server.mjs`, import.meta.url))
  const run = (folder: string, environment: Record<string, string>) =>
    started({
      command: ['node', program, join(folder, FILE)],
      environment: { NODE_ENV: 'production', ...environment },
    })
  return {
    name,
    title,
    about: ABOUT,
    prepare: async (folder) => {
      const { stop } = await run(folder, {})
      await stop()
      fillTable(
        join(folder, FILE),
        'messages (room, body, at)',
        name === 'ws' ? lineTo(0).path : lineTo(0).room,
        '1700000000000 + seq * 1000',
      )
    },
    start: async (folder, environment = {}) => {
      const { pid, port, stop } = await run(folder, environment)
      return { port, dialect, lineTo: (_, room) => lineTo(room), pids: () => [pid], stop }
    },
    countStored: (folder) => countRows(join(folder, FILE), 'messages'),
  }
}
