import type { Person } from '@parley/protocol/users.ts'
import type { UserState } from './state/user.ts'
import type { Window } from './state/window.ts'

/** The last window of one room, true at `cursor`, with the people who speak in it. */
export type StoredWindow = {
  readonly roomId: string
  readonly cursor: number
  readonly window: Window
  readonly people: readonly Person[]
}

/** What is stored together: the list of rooms with its cursors, and the windows that changed. */
export type StoredChange = { readonly user: UserState; readonly windows: readonly StoredWindow[] }

/** Keeps what one person's device knows, so that it can be shown at once and offline. */
export type RoomStore = {
  /** The rooms without their windows; null when nothing is stored. */
  loadUser(): Promise<UserState | null>
  load(roomId: string): Promise<StoredWindow | null>
  /** Everything or nothing, in one transaction: a cursor is never stored without what it stands for. */
  save(change: StoredChange): Promise<void>
  erase(roomId: string): Promise<void>
  eraseAll(): Promise<void>
}

/** A store that lasts as long as the program. */
export function createMemoryRooms(): RoomStore {
  const windows = new Map<string, StoredWindow>()
  let user: UserState | null = null
  return {
    loadUser: async () => user,
    load: async (roomId) => windows.get(roomId) ?? null,
    save: async (change) => {
      user = change.user
      for (const stored of change.windows) windows.set(stored.roomId, stored)
    },
    erase: async (roomId) => void windows.delete(roomId),
    eraseAll: async () => {
      user = null
      windows.clear()
    },
  }
}
