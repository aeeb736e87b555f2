import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recordUser } from '@parley/server/accounts/record-user.ts'
import { skeleton } from '@parley/server/accounts/skeleton.ts'
import { recordCommunity } from '@parley/server/community/record-community.ts'
import { openSqlite } from '@parley/server/database/sqlite.ts'
import type { Store } from '@parley/server/database/store.ts'
import type { Reader, Transaction } from '@parley/server/database/transaction.ts'
import { recordMember } from '@parley/server/memberships/record-member.ts'
import { recordRoom } from '@parley/server/rooms/record-room.ts'
import { recordSession, startSession } from '@parley/server/sessions/record-session.ts'
import { Random } from './random.ts'
import { withSharedReads } from './shared-reads.ts'

/** Somebody with some devices, each with a session of its own. */
export type Player = { id: string; name: string; tokens: string[] }

/** A device of somebody, with its session. */
export type Seat = { user: string; name: string; token: string }

/** A room that is there when a run begins, with those who are in it. */
export type Place = { id: string; kind: 'public' | 'private'; memberIds: string[] }

/** A database in which a run begins, and who is in it. */
export type Stage = {
  store: Store
  /** The same data, read in a way that costs less. */
  shared: Store
  players: Player[]
  /** All devices of all of them. */
  seats: Seat[]
  places: Place[]
  /** The heads of all logs. */
  heads: ReadonlyMap<string, number>
  /** Puts the database back to how it was. */
  reset: () => Promise<void>
  close: () => Promise<void>
}

/** When virtual time begins: milliseconds since 1970. */
export const START = Date.UTC(2026, 0, 5, 9)

/** Each with the people who are in it; the first made it. */
const PLACES: { kind: Place['kind']; members: number[] }[] = [
  { kind: 'public', members: [0, 1, 2, 3] },
  { kind: 'private', members: [1, 2, 3] },
  { kind: 'private', members: [2, 1] },
]
/** With how many devices each comes. */
const PEOPLE = { olga: 1, ann: 2, bob: 2, eve: 1 }
/** Makes the database once; runs begin with a copy of its tables. In memory where there is some, as a file either way. */
export async function openStage(): Promise<Stage> {
  const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  removeLeftOver(memory)
  const folder = mkdtempSync(join(memory, `${FOLDER}${process.pid}-`))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const restore = seedCrypto(new Random(0, 'stage'))
  const store = await openSqlite(join(folder, 'parley.db'), START)
  const { players, places } = await store.writer.group((reader) =>
    furnish({ ...reader, now: START, mark: { id: null, actorId: null, fingerprint: null }, appended: [] }),
  )
  restore()
  const reset = await store.writer.group(keepTables)
  const logs = await store.read(({ db }) => db.selectFrom('logs').select(['id', 'head']).execute())
  return {
    store,
    shared: await withSharedReads(store),
    players,
    seats: players.flatMap(({ id: user, name, tokens }) =>
      tokens.map((token, index) => ({ user, name: `${name}/${index + 1}`, token })),
    ),
    places,
    heads: new Map(logs.map(({ id, head }) => [id, head])),
    reset: () => store.writer.group(async ({ all }) => reset(all)),
    close: () => store.close(),
  }
}

/** What a stage's folder is called, before the number of its process. */
const FOLDER = 'parley-sim-'

/** A process that is killed leaves its folder, which takes memory until somebody removes it. */
function removeLeftOver(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = Number(new RegExp(`^${FOLDER}(\\d+)-`).exec(name)?.[1])
    if (pid > 0 && !isRunning(pid)) rmSync(join(parent, name), { recursive: true, force: true })
  }
}

/** Whose process one may not ask is there. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code !== 'ESRCH'
  }
}

type All = Reader['all']

/** Tables that a run may change. */
const LISTED =
  "select name from sqlite_schema where type = 'table' and name not in ('migrations', 'facts') and name not like 'sqlite_%'"

/** Keeps a copy of all tables; the answer puts them back to how they were, which must be quick: every run begins so. */
async function keepTables({ all }: Reader): Promise<(all: All) => Promise<void>> {
  const names = (await all<{ name: string }>(LISTED, [])).map(({ name }) => name)
  const ordered = await parentsFirst(names, all)
  const filled: string[] = []
  for (const name of ordered) {
    const some = await all(`select 1 from ${name} limit 1`, [])
    if (some.length === 0) continue
    filled.push(name)
    await all(`create table stage_${name} as select * from ${name}`, [])
  }
  return async (run) => {
    for (const name of ordered.toReversed()) await run(`delete from ${name}`, [])
    for (const name of filled) await run(`insert into ${name} select * from stage_${name}`, [])
  }
}

/**
 * So that no row ever misses the one that it names. To have that checked at the commit alone takes a pragma, after which
 * SQLite prepares every statement anew.
 */
async function parentsFirst(names: readonly string[], all: All): Promise<string[]> {
  const ordered = new Set<string>()
  const put = async (name: string): Promise<void> => {
    if (ordered.has(name)) return
    const parents = await all<{ name: string }>('select "table" as name from pragma_foreign_key_list(?)', [name])
    for (const parent of parents) if (parent.name !== name) await put(parent.name)
    ordered.add(name)
  }
  for (const name of names) await put(name)
  return [...ordered]
}

/** A community with four people on six devices, a public room and two private ones. */
async function furnish(tx: Transaction): Promise<{ players: Player[]; places: Place[] }> {
  const players: Player[] = []
  for (const [name, devices] of Object.entries(PEOPLE))
    players.push(await recordPlayer(tx, name, players.length === 0 ? 'owner' : 'member', devices))
  const [owner] = players
  await recordCommunity(tx, {
    name: 'Tideline',
    guestRooms: false,
    ownerId: owner!.id,
    firstRoomId: crypto.randomUUID(),
  })
  const places: Place[] = []
  for (const [index, { kind, members }] of PLACES.entries()) {
    const id = crypto.randomUUID()
    const memberIds = members.map((member) => players[member]!.id)
    const room = { id, kind, name: `room ${index}`, description: '', openToGuests: false, peopleKey: null }
    await recordRoom(tx, { ...room, createdBy: memberIds[0]! })
    for (const [place, userId] of memberIds.entries())
      await recordMember(tx, { roomId: id, userId, role: place === 0 ? 'owner' : 'member' })
    places.push({ id, kind, memberIds })
  }
  return { players, places }
}

async function recordPlayer(tx: Transaction, name: string, role: 'owner' | 'member', devices: number): Promise<Player> {
  const id = crypto.randomUUID()
  const names = { user_name: name, skeleton: skeleton(name), display_name: name }
  await recordUser(tx, { id, role, ...names, password_hash: null })
  const tokens: string[] = []
  for (let device = 0; device < devices; device += 1) {
    const start = startSession({ address: '10.0.0.1', userAgent: 'sim' })
    await recordSession(tx, start, id)
    tokens.push(start.secret)
  }
  return { id, name, tokens }
}

/** Ids and tokens are the same in every process, so that a seed is the same run. */
function seedCrypto(random: Random): () => void {
  const { getRandomValues, randomUUID } = crypto
  const uuid = () => {
    const bytes = new Uint8Array(16)
    random.bytes(bytes)
    const hex = Buffer.from(bytes).toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
  }
  Object.assign(crypto, {
    randomUUID: uuid,
    getRandomValues: (bytes: Uint8Array) => {
      random.bytes(bytes)
      return bytes
    },
  })
  return () => void Object.assign(crypto, { getRandomValues, randomUUID })
}
