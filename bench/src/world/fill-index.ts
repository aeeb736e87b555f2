import { join } from 'node:path'
import { openSqlite } from '@parley/server/database/sqlite.ts'
import { indexRoom } from '@parley/server/search/index-room.ts'
import type { WorldRoom } from './fill-rooms.ts'

const EVENTS = 20_000

/** Brings the search's index to the end, as the server's job does in smaller pieces; answers how many seconds that took. */
export async function fillIndex(folder: string, rooms: readonly Pick<WorldRoom, 'id'>[]): Promise<number> {
  const from = performance.now()
  const store = await openSqlite(join(folder, 'parley.db'), Date.now())
  try {
    for (const { id } of rooms) {
      while ((await store.writer.group((tx) => indexRoom(tx, id, EVENTS))) === EVENTS);
    }
  } finally {
    await store.close()
  }
  return (performance.now() - from) / 1_000
}
