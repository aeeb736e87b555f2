import type { LogEvent, RoomEvent, UserEvent } from '@parley/protocol/events.ts'
import { peopleOfMessage } from '@parley/protocol/answers.ts'
import type { Person } from '@parley/protocol/users.ts'
import { trust } from './brand.ts'
import type { Ports } from './ports.ts'
import type { RoomStore, StoredWindow } from './room-store.ts'
import type { RoomState } from './state/room.ts'
import { applyRoomEvent, applyUserEvent, mergePeople, type UserState, withoutRoom, withRoom } from './state/user.ts'
import { trim } from './state/window.ts'

/** Changes are stored at once, but not more often than this. */
const SAVE_MS = 500
/** Messages of a room that are stored. */
const STORED_MAX = 100

/** What a state that changes needs. */
export type LiveStateParts = { ports: Ports; store: RoomStore; changed(): void }

/** Holds the present state, tells when it changed, and stores it. */
export class LiveState {
  #user: UserState | null = null
  #dirty = new Set<string>()
  #cancelSave: (() => void) | null = null
  #savedAt = -Infinity
  #ready: () => void = () => {}
  readonly #parts: LiveStateParts
  /** Resolves when there is a state for the first time. */
  readonly whenReady = new Promise<void>((resolve) => (this.#ready = resolve))

  constructor(parts: LiveStateParts) {
    this.#parts = parts
  }

  /** Null until a snapshot was read. */
  get user(): UserState | null {
    return this.#user
  }

  /** One room, if it is known. */
  room(roomId: string): RoomState | undefined {
    return this.#user?.rooms[roomId]
  }

  /** Puts another state in place of this one. */
  replace(user: UserState): void {
    const before = this.#user?.rooms
    if (user === this.#user) return
    this.#user = user
    for (const room of Object.values(user.rooms)) if (before?.[room.room.id] !== room) this.#dirty.add(room.room.id)
    this.#saveLater()
    this.#ready()
    this.#parts.changed()
  }

  /** Changes the state, if there is one. */
  update(change: (user: UserState) => UserState): void {
    if (this.#user) this.replace(change(this.#user))
  }

  /** Changes one room, if it is known. */
  updateRoom(roomId: string, change: (room: RoomState) => RoomState): void {
    const room = this.room(roomId)
    const next = room && change(room)
    if (next && next !== room) this.update((user) => withRoom(user, next))
  }

  /** Applies the next events of one log: one's own, or a room's. */
  apply(log: string, events: readonly LogEvent[], people: readonly Person[]): void {
    this.update((user) => {
      const known = { ...user, people: mergePeople(user.people, people) }
      if (log === user.me.id)
        return events.reduce((state, event) => applyUserEvent(state, trust<UserEvent>(event)), known)
      if (!user.rooms[log]) return user
      return events.reduce((state, event) => applyRoomEvent(state, log, trust<RoomEvent>(event)), known)
    })
  }

  /** Forgets a room that one may no longer read, here and in the store. */
  lose(roomId: string): void {
    this.update((user) => withoutRoom(user, roomId))
    void this.#parts.store.erase(roomId).catch(() => {})
  }

  /** Somebody else is here now: nothing of this may be shown or kept. */
  clear(): void {
    this.#user = null
    this.#dirty.clear()
    void this.eraseStored()
    this.#parts.changed()
  }

  /** Erases what is stored; what is in memory stays until it is replaced. */
  async eraseStored(): Promise<void> {
    this.#cancelSave?.()
    this.#cancelSave = null
    await this.#parts.store.eraseAll().catch(() => {})
  }

  /** Stores what changed now. */
  async save(): Promise<void> {
    this.#cancelSave?.()
    this.#cancelSave = null
    this.#savedAt = this.#parts.ports.now()
    const user = this.#user
    if (!user) return
    const windows = [...this.#dirty].flatMap((roomId) => toStored(user, roomId))
    this.#dirty.clear()
    // A full or forbidden store costs reading offline and nothing else.
    await this.#parts.store.save({ user: withoutWindows(user), windows }).catch(() => {})
  }

  #saveLater(): void {
    const { ports } = this.#parts
    const wait = Math.max(0, this.#savedAt + SAVE_MS - ports.now())
    this.#cancelSave ??= ports.after(wait, () => void this.save())
  }
}

function withoutWindows(user: UserState): UserState {
  const own = Object.values(user.rooms).filter((room) => room.membership)
  const rooms = Object.fromEntries(
    own.map((room) => [room.room.id, { ...room, window: null, members: null, pins: null, thread: null }]),
  )
  return { ...user, rooms, threads: {} }
}

function toStored(user: UserState, roomId: string): StoredWindow[] {
  const room = user.rooms[roomId]
  if (!room?.window || room.window.hasNewer) return []
  const window = trim({ ...room.window, keep: 'newest' }, STORED_MAX)
  const authors = new Set(window.messages.flatMap(peopleOfMessage))
  const people = [...authors].flatMap((id) => user.people[id] ?? [])
  return [{ roomId, cursor: room.cursor, window, people }]
}
