import type { LogEvent, RoomEvent } from '@parley/protocol/events.ts'
import type { QueryInput, QueryName, QueryOutput } from '@parley/protocol/queries.ts'
import type { Person } from '@parley/protocol/users.ts'
import { trust } from './brand.ts'
import type { LiveState } from './live-state.ts'
import type { RoomStore } from './room-store.ts'
import { applyToMembers, roomFrom, type RoomState } from './state/room.ts'
import { applyToPins, pinsFrom, withOlderPins } from './state/pins.ts'
import { mergePeople, withRoom, withSaved } from './state/user.ts'
import {
  appendPage,
  applyToWindow,
  asToldTo,
  type Page,
  prependPage,
  replaceWindow,
  trim,
  type Window,
} from './state/window.ts'
import { Unreachable } from './unreachable.ts'

/** Rooms whose windows stay in memory after they were closed. */
const KEPT_ROOMS = 20
/** Messages that stay of a room that was closed. */
const KEPT_MESSAGES = 100

type Desk = {
  isOpen: boolean
  /** Grows when the window is replaced: pages asked for before do not fit any more. */
  turn: number
  loads: number
  /** What happened while pages were on their way: a page is older than these events. */
  recent: RoomEvent[]
  paging: Promise<boolean> | null
  /** A window that must be loaded when the server can be reached again. */
  wanted: { around: number | undefined } | null
}

type Read = { head: number; people: readonly Person[]; saved?: readonly string[] | undefined }

/** What loading rooms needs. */
export type RoomLoaderParts = {
  state: LiveState
  store: RoomStore
  query<N extends QueryName>(name: N, input: QueryInput<N>): Promise<QueryOutput<N>>
  /** A room was put into the state that may have to be followed. */
  found(): void
}

/** Loads windows and member lists, and merges them with what happens meanwhile. */
export class RoomLoader {
  #desks = new Map<string, Desk>()
  #loads = 0
  #told = new Set<string>()
  readonly #parts: RoomLoaderParts

  constructor(parts: RoomLoaderParts) {
    this.#parts = parts
  }

  /** Remembers what was told while pages were on their way: they are older. */
  note(log: string, events: readonly LogEvent[], people: readonly Person[]): void {
    if (this.#loads === 0) return
    for (const person of people) this.#told.add(person.id)
    const desk = this.#desks.get(log)
    const ownId = this.#parts.state.user?.me.id ?? ''
    if (desk && desk.loads > 0)
      desk.recent.push(...trust<readonly RoomEvent[]>(events).map((event) => asToldTo(event, ownId)))
  }

  /** Sees to it that a room has a window: at the present, or around a seq. Throws `room_not_found`. */
  async open(roomId: string, around?: number): Promise<void> {
    const desk = this.#deskOf(roomId)
    desk.isOpen = true
    const { state } = this.#parts
    await state.whenReady
    if (!state.room(roomId)) await this.#show(roomId)
    if (!state.room(roomId)?.membership) return
    await this.#restore(roomId)
    if (!desk.wanted && covers(state.room(roomId), around)) return
    await this.#replace(roomId, around)
  }

  /** Lets a room's window go, but for a last piece of the rooms that were open lately. */
  close(roomId: string): void {
    const { state } = this.#parts
    const desk = this.#deskOf(roomId)
    desk.isOpen = false
    desk.wanted = null
    this.#desks.delete(roomId)
    this.#desks.set(roomId, desk)
    state.updateRoom(roomId, (room) => {
      return {
        ...room,
        window: room.window && trim({ ...room.window, keep: 'newest' }, KEPT_MESSAGES),
        members: null,
        pins: null,
      }
    })
    if (state.room(roomId)?.membership === null) state.lose(roomId)
    const closed = [...this.#desks].filter(([, { isOpen }]) => !isOpen)
    for (const [id] of closed.slice(0, Math.max(0, closed.length - KEPT_ROOMS))) {
      this.#desks.delete(id)
      state.updateRoom(id, (room) => ({ ...room, window: null }))
    }
  }

  /** Loads an older page; false when there is none. */
  older(roomId: string): Promise<boolean> {
    const window = this.#parts.state.room(roomId)?.window
    const before = window?.messages[0]?.seq
    if (!window?.hasOlder || before === undefined) return Promise.resolve(false)
    return this.#page(roomId, { before }, (room, page) => room.window && prependPage(room.window, page))
  }

  /** Loads a newer page; false when the window reaches the present. */
  newer(roomId: string): Promise<boolean> {
    const window = this.#parts.state.room(roomId)?.window
    const after = window?.messages.at(-1)?.seq
    if (!window?.hasNewer || after === undefined) return Promise.resolve(false)
    return this.#page(roomId, { after }, (room, page) => room.window && appendPage(room.window, page))
  }

  /** Loads everybody who is in the room. */
  async members(roomId: string): Promise<void> {
    const { query } = this.#parts
    let first: number | undefined
    const ask = async () => {
      const all: QueryOutput<'room.members'> = { members: [], people: [], head: 0, next: null }
      do {
        const page = await query('room.members', { roomId, ...(all.next === null ? {} : { after: all.next }) })
        first ??= page.head
        all.members.push(...page.members)
        all.people.push(...page.people)
        all.next = page.next
      } while (all.next !== null)
      // What happened since the first page was read is applied again.
      return { ...all, head: first }
    }
    await this.#load(roomId, ask, (room, { members }) => ({ ...room, members }))
  }

  /** Loads the pinned messages of the room. */
  async pins(roomId: string): Promise<void> {
    const ask = () => this.#parts.query('pin.list', { roomId })
    await this.#load(roomId, ask, (room, page) => ({ ...room, pins: pinsFrom(page) }))
  }

  /** Loads the pins before those that are there; false when there are none. */
  async olderPins(roomId: string): Promise<boolean> {
    const before = this.#parts.state.room(roomId)?.pins?.next ?? null
    if (before === null) return false
    const ask = () => this.#parts.query('pin.list', { roomId, before })
    return this.#load(roomId, ask, (room, page) => ({ ...room, pins: withOlderPins(room.pins, before, page) }))
  }

  /** The room was read afresh after a jump: its window is loaded again where somebody looks at it. */
  async renew(roomId: string, seenUpTo: number): Promise<void> {
    const desk = this.#desks.get(roomId)
    const room = this.#parts.state.room(roomId)
    if (!desk || !room?.window) return
    if (!desk.isOpen) return this.#parts.state.updateRoom(roomId, (known) => ({ ...known, window: null }))
    const middle = room.window.messages[room.window.messages.length >> 1]?.seq
    await this.#replace(roomId, room.window.keep === 'oldest' ? middle : undefined, seenUpTo)
    if (room.members) await this.members(roomId)
    if (room.pins) await this.pins(roomId)
  }

  /** One has come into a room that is already on the screen. */
  async enter(roomId: string): Promise<void> {
    if (this.#desks.get(roomId)?.isOpen && !this.#parts.state.room(roomId)?.window)
      await this.#replace(roomId, undefined)
  }

  /** The server can be reached again: loads what could not be loaded. */
  async resume(): Promise<void> {
    for (const [roomId, { wanted }] of this.#desks) if (wanted) await this.#replace(roomId, wanted.around)
  }

  async #replace(roomId: string, around: number | undefined, seenUpTo?: number): Promise<void> {
    const desk = this.#deskOf(roomId)
    const turn = ++desk.turn
    desk.wanted = { around }
    const ask = () => this.#parts.query('room.history', { roomId, ...(around === undefined ? {} : { around }) })
    try {
      await this.#load(roomId, ask, (room, page) => {
        if (turn !== desk.turn) return room
        desk.wanted = null
        return { ...room, window: replaceWindow(page, seenUpTo) }
      })
    } catch (error) {
      // It stays wanted, and what is there is shown.
      if (error instanceof Unreachable) return
      desk.wanted = null
      throw error
    }
  }

  #page(
    roomId: string,
    place: { before: number } | { after: number },
    merge: (room: RoomState, page: Page) => RoomState['window'],
  ): Promise<boolean> {
    const desk = this.#deskOf(roomId)
    const { turn } = desk
    const ask = () => this.#parts.query('room.history', { roomId, ...place })
    desk.paging ??= this.#load(roomId, ask, (room, page) =>
      turn === desk.turn && fits(room, place) ? { ...room, window: merge(room, page) } : room,
    ).finally(() => (desk.paging = null))
    return desk.paging
  }

  async #load<R extends Read>(
    roomId: string,
    ask: () => Promise<R>,
    merge: (room: RoomState, read: R) => RoomState,
  ): Promise<boolean> {
    const { state } = this.#parts
    const desk = this.#deskOf(roomId)
    desk.loads += 1
    this.#loads += 1
    try {
      const asked = state.room(roomId)?.cursor ?? 0
      const read = await ask()
      const later = desk.recent.filter((event) => event.seq > read.head)
      state.updateRoom(roomId, (room) => replay(merge(room, read), later, read.head < asked))
      const people = read.people.filter((person) => !this.#told.has(person.id))
      state.update((user) => withSaved({ ...user, people: mergePeople(user.people, people) }, read.saved))
      return true
    } finally {
      desk.loads -= 1
      this.#loads -= 1
      if (this.#loads === 0) this.#told.clear()
      if (desk.loads === 0) desk.recent = []
    }
  }

  async #show(roomId: string): Promise<void> {
    const { entry, people } = await this.#parts.query('room.show', { roomId })
    this.#parts.state.update((user) => {
      const known = { ...user, people: mergePeople(user.people, people) }
      return user.rooms[roomId] ? known : withRoom(known, roomFrom(entry))
    })
    this.#parts.found()
  }

  /** Shows what is stored at once; unless nothing happened since, it does not reach the present. */
  async #restore(roomId: string): Promise<void> {
    const { state, store } = this.#parts
    if (state.room(roomId)?.window) return
    const stored = await store.load(roomId).catch(() => null)
    if (!stored) return
    state.update((user) => ({ ...user, people: onlyNew(user.people, stored.people) }))
    state.updateRoom(roomId, (room) => {
      const hasNewer = stored.cursor !== room.cursor
      return room.window ? room : { ...room, window: { ...stored.window, hasNewer } }
    })
  }

  #deskOf(roomId: string): Desk {
    const known = this.#desks.get(roomId)
    const desk = known ?? { isOpen: false, turn: 0, loads: 0, recent: [], paging: null, wanted: null }
    if (!known) this.#desks.set(roomId, desk)
    return desk
  }
}

function replay(room: RoomState, events: readonly RoomEvent[], isPast: boolean): RoomState {
  const { window, members, pins } = room
  return {
    ...room,
    window: window && replayed(window, events, isPast),
    members: members && events.reduce(applyToMembers, members),
    pins: pins && events.reduce(applyToPins, pins),
  }
}

function replayed(window: Window, events: readonly RoomEvent[], isPast: boolean): Window {
  const start = isPast ? { ...window, hasNewer: true } : window
  return events.reduce((one, event) => applyToWindow(one, event), start)
}

function covers(room: RoomState | undefined, around: number | undefined): boolean {
  if (!room?.window) return false
  if (around === undefined) return !room.window.hasNewer
  const { messages } = room.window
  return around >= (messages[0]?.seq ?? Infinity) && around <= (messages.at(-1)?.seq ?? 0)
}

function fits({ window }: RoomState, place: { before: number } | { after: number }): boolean {
  return 'before' in place ? window?.messages[0]?.seq === place.before : window?.messages.at(-1)?.seq === place.after
}

function onlyNew(known: Readonly<Record<string, Person>>, read: readonly Person[]) {
  return mergePeople(
    known,
    read.filter((person) => !known[person.id]),
  )
}
