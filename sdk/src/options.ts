import type { Tabs } from './links/tabs.ts'
import type { OutboxStore } from './outbox-store.ts'
import type { Ports } from './ports.ts'
import type { RoomStore } from './room-store.ts'
import type { InitialState } from './state/snapshots.ts'

/** What a client is made with. */
export type ParleyOptions = {
  /** Where the Parley is: `https://chat.example.org`. */
  url: string
  /** A bearer token, for programs; a browser has its cookie. */
  token?: string
  /** Where windows and cursors are kept; in memory by default. Name it by the person. */
  rooms?: RoomStore
  /** Where unsent commands are kept; in memory by default. */
  outbox?: OutboxStore
  /** What the page came with: it is shown without asking the server. */
  initial?: InitialState
  /** Runs work while no other tab does; a tab alone by default. */
  withLeadership?: (name: string, work: () => Promise<void>) => Promise<void>
  /** The other tabs of the same session, where they are to share one connection; a tab alone by default. */
  tabs?: Tabs
  ports?: Partial<Ports>
}
