import { join } from 'node:path'
import { PROTOCOL } from '@parley/protocol/version.ts'
import { fill } from '../fill.ts'
import { aMember, anOwner, type BenchPerson, command } from '../people.ts'
import { aServer } from '../server.ts'
import { RAISED } from '../settings.ts'
import { fillIndex } from '../world/fill-index.ts'
import { checkParley } from './check-parley.ts'
import { countRows } from './filled.ts'
import { MESSAGES_THERE, type Peer, PEOPLE, ROOMS } from './peer.ts'

const FILE = 'parley.db'
const WHO = 'bench.json'

/** Who founded, registered and joined in a prepared folder. */
export type Who = { people: BenchPerson[]; rooms: string[] }

/** Parley as `npm start` runs it, with the limits that would stop a load of few people raised. */
export const parley: Peer = {
  name: '',
  title: 'Parley',
  about:
    'as npm start runs it: one process that serves and one that supervises it; SQLite with WAL and synchronous=FULL',
  prepare: async (folder) => {
    const server = await aServer(folder, RAISED)
    const who = await populate(server.url, server.setUpCode)
    await server.stop()
    const [owner] = who.people
    const [room] = who.rooms
    if (!owner || !room) throw new Error('nobody is there')
    await fill(folder, room, owner.id, MESSAGES_THERE)
    await Bun.write(join(folder, WHO), JSON.stringify(who))
  },
  // What was posted before has been there for long: the search's index has come to its end.
  settle: async (folder) => {
    const { rooms } = await whoIsThere(folder)
    await fillIndex(
      folder,
      rooms.map((id) => ({ id })),
    )
  },
  start: async (folder, environment = {}) => {
    const who = await whoIsThere(folder)
    const server = await aServer(folder, { ...RAISED, ...environment })
    return {
      port: Number(new URL(server.url).port),
      dialect: {
        greet: `{"t":"hello","v":${PROTOCOL},"cursors":{"%ROOM":0}}`,
        ready: '{"t":"caught-up"',
        post: '{"t":"commands","ref":%REF,"commands":[{"name":"message.post","input":{"id":"%ID","roomId":"%ROOM","body":"%BODY"}}]}',
        ack: '{"t":"results","ref":',
        refusal: '"error"',
      },
      lineTo: (person, room) => ({
        path: '/socket',
        header: `Authorization: Bearer ${who.people[person]?.token}`,
        room: who.rooms[room] ?? '',
      }),
      pids: server.pids,
      stop: server.stop,
    }
  },
  check: async ({ port }, folder) => checkParley(`http://127.0.0.1:${port}`, folder, await whoIsThere(folder)),
  countStored: (folder) => countRows(join(folder, FILE), 'messages'),
}

async function whoIsThere(folder: string): Promise<Who> {
  return Bun.file(join(folder, WHO)).json()
}

async function populate(url: string, setUpCode: string | null): Promise<Who> {
  const owner = await anOwner(url, setUpCode)
  const people: BenchPerson[] = [owner]
  while (people.length < PEOPLE) people.push(await aMember(url, `person-${people.length}`))
  const rooms: string[] = []
  while (rooms.length < ROOMS) {
    const { subjectId } = await command(url, owner.token, 'room.create', {
      name: `room-${rooms.length}`,
      kind: 'public',
    })
    rooms.push(subjectId)
  }
  for (const { token } of people.slice(1)) {
    for (const roomId of rooms) await command(url, token, 'room.join', { roomId })
  }
  return { people, rooms }
}
