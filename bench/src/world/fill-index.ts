import { join } from 'node:path'
import { openSqlite } from '@parley/server/database/sqlite.ts'
import { indexRoom } from '@parley/server/search/index-room.ts'
import type { WorldRoom } from './fill-rooms.ts'

const EVENTS = 20_000

/**
 * Brings the search's index to the end, as the server's job does in smaller pieces; answers how many seconds that took, or null
 * where all of it was there.
 */
export async function fillIndex(folder: string, rooms: readonly Pick<WorldRoom, 'id'>[]): Promise<number | null> {
  const from = performance.now()
  let events = 0
  const store = await openSqlite(join(folder, 'parley.db'), Date.now())
  try {
    for (const { id } of rooms) {
      let done = EVENTS
      while (done === EVENTS) {
        done = await store.writer.group((tx) => indexRoom(tx, id, EVENTS))
        events += done
      }
    }
  } finally {
    await store.close()
  }
  return events === 0 ? null : (performance.now() - from) / 1_000
}
