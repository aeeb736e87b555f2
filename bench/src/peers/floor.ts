import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compiled } from '../compile.ts'
import { bodyOf, MESSAGES_THERE, type Peer } from './peer.ts'
import { started } from './started.ts'

const FILE = 'messages.log'

/** What no server can be below that stores a message and hands it to each socket by itself. */
export const floorJoined = floor(
  'floor',
  'joined',
  'C++, epoll; appends to a file, fdatasync, then one write(2) a socket with all that one turn of the loop brought',
)

/** The same without joining anything. */
export const floorSingle = floor(
  'floor_single',
  'single',
  'C++, epoll; appends to a file, fdatasync, then one write(2) a socket, for each message',
)

function floor(name: string, how: 'single' | 'joined', about: string): Peer {
  return {
    name,
    title: `the floor, ${how === 'joined' ? 'joining' : 'one by one'}`,
    about,
    prepare: async (folder) => {
      const lines = Array.from({ length: MESSAGES_THERE }, (_, index) => `0 ${bodyOf(index + 1)}\n`)
      await Bun.write(join(folder, FILE), lines.join(''))
    },
    start: async (folder, environment = {}) => {
      const command = [compiled('peers/floor/floor.cpp'), join(folder, FILE), how]
      const { pid, port, stop } = await started({ command, environment })
      return {
        port,
        dialect: { post: '%REF %BODY', ack: '{"ack":' },
        lineTo: (_, room) => ({ path: `/room${room}`, header: '', room: `room${room}` }),
        pids: () => [pid],
        stop,
      }
    },
    countStored: (folder) => readFileSync(join(folder, FILE)).reduce((count, byte) => count + Number(byte === 10), 0),
  }
}
