import type { RoomStore, StoredWindow } from '@parley/sdk/room-store.ts'
import type { UserState } from '@parley/sdk/state/user.ts'
import type { Database } from './database.ts'

/** The one key of the store that holds what is known beside the windows. */
const USER = 'state'

/** What a person's device knows, in the browser's database. */
export function createStoredRooms(database: Database): RoomStore {
  return {
    loadUser: async () => {
      const stored = await database.read('user', USER)
      return isUser(stored) ? stored : null
    },
    load: async (roomId) => {
      const stored = await database.read('windows', roomId)
      return isWindow(stored) ? stored : null
    },
    save: ({ user, windows }) =>
      database.write(['user', 'windows'], (store) => {
        store('user').put(user, USER)
        for (const stored of windows) store('windows').put(stored)
      }),
    erase: (roomId) => database.write(['windows'], (store) => void store('windows').delete(roomId)),
    eraseAll: () =>
      database.write(['user', 'windows'], (store) => {
        store('user').clear()
        store('windows').clear()
      }),
  }
}

function isUser(value: unknown): value is UserState {
  return typeof value === 'object' && value !== null && 'me' in value && 'rooms' in value && 'cursor' in value
}

function isWindow(value: unknown): value is StoredWindow {
  return typeof value === 'object' && value !== null && 'roomId' in value && 'window' in value && 'cursor' in value
}
