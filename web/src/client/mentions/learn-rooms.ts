import { LIMITS } from '@parley/protocol/limits.ts'
import { roomPath } from '../../rooms/room-title.ts'
import type { App } from '../app/app.ts'

/** What meant nothing may mean a room later: it is asked again when it is named again, but not at once. */
const AGAIN_MS = 30_000

/** A message with more names than anybody reads shall not keep the line busy. */
const MOST = 4 * LIMITS.namedRooms

const waiting = new Set<string>()
const askedAt = new Map<string, number>()
let isAsking = false

/** Asks which rooms these names mean; those that come together are asked together. */
export async function learnRooms(app: App, names: readonly string[]): Promise<void> {
  const now = Date.now()
  for (const name of names) {
    if (waiting.size < MOST && now - (askedAt.get(name) ?? -AGAIN_MS) >= AGAIN_MS) waiting.add(name)
  }
  if (isAsking || waiting.size === 0) return
  isAsking = true
  try {
    while (waiting.size > 0) await askNext(app)
  } catch {
    // Without a line nothing is known; they are asked when they are drawn again.
    waiting.clear()
  } finally {
    isAsking = false
  }
}

async function askNext(app: App): Promise<void> {
  // All that are drawn at once.
  await new Promise((resolve) => setTimeout(resolve))
  const names = [...waiting].slice(0, LIMITS.namedRooms)
  for (const name of names) waiting.delete(name)
  const { rooms } = await app.client.query('room.list-named', { names })
  for (const name of names) askedAt.set(name, Date.now())
  const found = Object.fromEntries(rooms.map(({ name, room }) => [name, roomPath(room)]))
  const nothing = Object.fromEntries(names.map((name) => [name, null]))
  app.named.value = { ...app.named.peek(), ...nothing, ...found }
}
