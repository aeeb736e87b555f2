import { trust } from '@parley/sdk/brand.ts'
import { createMemoryOutbox, type OutboxStore } from '@parley/sdk/outbox-store.ts'
import { createMemoryRooms, type RoomStore } from '@parley/sdk/room-store.ts'
import { Drafts } from '../drafts/drafts.ts'
import { deleteDatabase, openDatabase } from './database.ts'
import { createStoredOutbox } from './outbox-database.ts'
import { createStoredRooms } from './room-database.ts'

/** Who is logged in here, and in what: enough to open the app without the server. */
export type LastVisit = { userId: string; communityName: string; sessionId: string }

/** What this browser keeps of one person. */
export type Memory = {
  rooms: RoomStore
  outbox: OutboxStore
  /** Whether it outlives the page. */
  isLasting: boolean
}

const LAST_VISIT = 'parley-last-visit'

/** Opens what this browser keeps of one person; where it keeps nothing, memory does as long as the page lives. */
export async function openMemory(userId: string): Promise<Memory> {
  try {
    const database = await openDatabase(userId)
    const channel = new BroadcastChannel(`parley-${userId}`)
    return { rooms: createStoredRooms(database), outbox: createStoredOutbox(database, channel), isLasting: true }
  } catch {
    return { rooms: createMemoryRooms(), outbox: createMemoryOutbox(), isLasting: false }
  }
}

/** Remembers who is here; whatever is kept of somebody else goes. */
export async function rememberVisit(visit: LastVisit): Promise<void> {
  const last = readLastVisit()
  if (last !== null && last.userId !== visit.userId) await erase(last.userId)
  localStorage.setItem(LAST_VISIT, JSON.stringify(visit))
}

/** Who was here last; null: nobody, or he logged out. */
export function readLastVisit(): LastVisit | null {
  const stored: unknown = JSON.parse(localStorage.getItem(LAST_VISIT) ?? 'null')
  if (typeof stored !== 'object' || stored === null) return null
  const { userId, communityName, sessionId } = trust<Partial<Record<keyof LastVisit, unknown>>>(stored)
  const isWhole = typeof userId === 'string' && typeof communityName === 'string' && typeof sessionId === 'string'
  return isWhole ? { userId, communityName, sessionId } : null
}

/** Erases all that is kept of whoever was here, as at a log-out. */
export async function eraseEverything(): Promise<void> {
  const last = readLastVisit()
  if (last !== null) await erase(last.userId)
  localStorage.removeItem(LAST_VISIT)
}

async function erase(userId: string): Promise<void> {
  new Drafts(localStorage, userId).erase()
  await deleteDatabase(userId).catch(() => {})
}
