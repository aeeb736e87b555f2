import { type Account, found, register } from '../support/accounts.ts'
import type { Part } from './cast.ts'
import type { Node } from './node.ts'
import type { Random } from './random.ts'

/** Everybody who takes part in a run. `guest` is added to the private room and removed again; `spy` is never in it. */
export type Players = { writers: readonly Account[]; guest: Account; spy: Account }

/** The rooms of a chapter. Each public room has two writers; the private one has the first two of them. */
export type Rooms = {
  open: readonly string[]
  secret: string
  /** Of everybody's own log, and of the rooms. */
  heads: Readonly<Record<string, number>>
  roomHeads: Readonly<Record<string, number>>
}

const WRITERS = 4
/** Rooms that each writer makes in a chapter. */
const ROOMS_EACH = 8

/** Makes the accounts. */
export async function makePlayers(node: Node): Promise<Players> {
  const names = ['ann', 'bob', 'cat', 'dan'].slice(0, WRITERS)
  const owner = await found(node, names[0] ?? 'ann')
  const others = await Promise.all(names.slice(1).map((name) => register(node, name)))
  return { writers: [owner, ...others], guest: await register(node, 'gus'), spy: await register(node, 'eve') }
}

/** Everybody's ids. */
export function everybody({ writers, guest, spy }: Players): readonly Account[] {
  return [...writers, guest, spy]
}

/** Makes the rooms of a chapter, and lets everybody in who belongs there. */
export async function makeRooms(players: Players, chapter: string): Promise<Rooms> {
  const { writers } = players
  const open: string[] = []
  for (const [index, writer] of Array.from({ length: ROOMS_EACH }, () => writers)
    .flat()
    .entries()) {
    const roomId = await aRoom(writer, `${chapter}-${index}`, 'public')
    await writers[(index + 1) % writers.length]?.did('room.join', { roomId })
    open.push(roomId)
  }
  const [keeper, second] = writers
  if (!keeper || !second) throw new Error('a run needs two writers')
  const secret = await aRoom(keeper, `${chapter}-secret`, 'private')
  await keeper.did('room.add-member', { roomId: secret, userId: second.id })
  const heads: Record<string, number> = {}
  for (const player of everybody(players)) heads[player.id] = (await player.reads('room.list', {})).head
  const roomHeads: Record<string, number> = {}
  for (const [index, roomId] of [...open, secret].entries()) {
    const reader = writers[index % writers.length] ?? keeper
    roomHeads[roomId] = (await reader.reads('room.show', { roomId })).entry.head
  }
  return { open, secret, heads, roomHeads }
}

async function aRoom(maker: Account, name: string, kind: 'public' | 'private'): Promise<string> {
  const { subjectId } = await maker.did('room.create', { name, kind })
  if (subjectId === null) throw new Error('a room has an id')
  return subjectId
}

type Setting = { name: string; seed: string; history: string; urls: Part['urls']; perS: number; firstToken: number }

/** What each process of clients plays in a chapter. */
export function partOf(index: number, setting: Setting, players: Players, rooms: Rooms, random: Random): Part {
  const { writers, guest, spy } = players
  const by = (one: number): 'line' | 'direct' => ((one + index) % 2 === 0 ? 'line' : 'direct')
  // Each room hears its first writer from one process and its second from the other.
  const roomsOf = (one: number) =>
    rooms.open.filter(
      (_, room) => room % writers.length === (one + (index % 2) * (writers.length - 1)) % writers.length,
    )
  const raw: Part['raw'][number][] = writers.map((account, one) => {
    const more = one < 2 ? [rooms.secret] : []
    return { player: playerOf(account), by: by(one), rooms: [...roomsOf(one), ...more], does: 'write' }
  })
  if (index === 0) {
    const [keeper] = writers
    if (keeper) raw.push({ player: playerOf(keeper), by: 'direct', rooms: [rooms.secret], does: 'keep' })
    raw.push({ player: playerOf(guest), by: 'direct', rooms: [rooms.secret], does: 'read' })
    raw.push({ player: playerOf(spy), by: 'direct', rooms: [rooms.secret], does: 'spy' })
  }
  const chosen = random.between(0, writers.length - 1)
  const account = writers[chosen]
  const devices = account ? [{ player: playerOf(account), by: by(index), rooms: roomsOf(chosen) }] : []
  return { ...setting, heads: rooms.heads, raw, devices, guest: { id: guest.id, rooms: [rooms.secret] } }
}

function playerOf({ id, displayName, token }: Account) {
  return { id, name: displayName, token }
}
