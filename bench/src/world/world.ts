import { Database } from 'bun:sqlite'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BenchPerson, anOwner } from '../people.ts'
import { aFolder, aServer } from '../server.ts'
import { fillIndex } from './fill-index.ts'
import { fillMessages } from './fill-messages.ts'
import { fillPeople } from './fill-people.ts'
import { fillRooms, type WorldRoom } from './fill-rooms.ts'

/** How large a made-up community is. */
export type WorldSize = {
  people: number
  rooms: number
  /** Rooms of each person. */
  roomsEach: number
  messages: number
  /** Rooms of the first person, a fifth of them direct ones. */
  readerRooms: number
}

export type World = {
  folder: string
  owner: BenchPerson
  people: readonly BenchPerson[]
  /** Public rooms, the one with the most messages first. */
  rooms: readonly WorldRoom[]
  remove: () => void
}

/** The same with everything in the search's index, so that nothing is measured beside the job that fills it. */
export async function aSettledWorld(size: WorldSize): Promise<World> {
  const world = await aWorld(size)
  await fillIndex(world.folder, allRooms(world.folder))
  return world
}

/** Direct rooms too. */
export function allRooms(folder: string): { id: string }[] {
  const db = new Database(join(folder, 'parley.db'), { readonly: true })
  try {
    return db.query<{ id: string }, []>('select id from rooms').all()
  } finally {
    db.close()
  }
}

/**
 * A data folder with a community as large as that, made through the tables of a stopped server: every event has its place
 * in its log, every subject its row. With `keptIn` it is made there once and stays.
 */
export async function aWorld(size: WorldSize, keptIn?: string): Promise<World> {
  const folder = keptIn === undefined ? aFolder() : { path: keptIn, remove: () => {} }
  const index = join(folder.path, 'world.json')
  const key = JSON.stringify(size)
  if (existsSync(index)) {
    const kept: World & { key: string } = JSON.parse(readFileSync(index, 'utf8'))
    if (kept.key !== key) throw new Error(`${folder.path} holds a world of another size: ${kept.key}`)
    return { ...kept, folder: folder.path, remove: folder.remove }
  }
  mkdirSync(folder.path, { recursive: true })
  const server = await aServer(folder.path)
  const owner = await anOwner(server.url, server.setUpCode)
  await server.stop()
  const made = fill(folder.path, owner, size)
  writeFileSync(index, JSON.stringify({ key, owner, ...made }))
  return { folder: folder.path, owner, ...made, remove: folder.remove }
}

function fill(folder: string, owner: BenchPerson, size: WorldSize): Pick<World, 'people' | 'rooms'> {
  const db = new Database(join(folder, 'parley.db'))
  // Nobody else has it open, and a generator that is killed begins anew.
  db.run('pragma journal_mode = delete')
  db.run('pragma synchronous = off')
  db.run('pragma cache_size = -1000000')
  db.run('pragma foreign_keys = off')
  try {
    const people = db.transaction(() => fillPeople(db, size.people))()
    const rooms = db.transaction(() => fillRooms(db, owner, people, size))()
    fillMessages(db, rooms, size.messages)
    db.run('analyze')
    return { people, rooms: rooms.filter((room) => room.name !== null) }
  } finally {
    db.close()
  }
}
