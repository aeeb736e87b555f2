import { ParleyError } from '@parley/protocol/errors.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import { signal, type Signal } from '@preact/signals'
import type { Person } from '@parley/protocol/users.ts'
import type { Parley, ParleyState } from '@parley/sdk/client.ts'
import type { RoomState } from '@parley/sdk/state/room.ts'
import { listRooms, type UserState, withRoom } from '@parley/sdk/state/user.ts'
import { type RoomRow, sidebarSections } from '../../rooms/room-rows.ts'
import type { NamedRooms } from '../../pages/page-state.ts'
import type { Drafts } from '../drafts/drafts.ts'
import { withoutMembers } from './candidates.ts'
import { isId, readRoute, roomAddress, type Panel, type Route } from '../routing/routes.ts'
import { TimelineDriver } from '../timeline/driver.ts'
import { oncePerFrame } from './once-per-frame.ts'
import { aroundOf, readingOf } from './opening.ts'
import type { Reads } from './reads.ts'
import type { ThreadDesk } from '../threads/thread-desk.ts'
import { whenDrawn } from './when-drawn.ts'
import { LASTING, type Ui } from './ui.ts'

type AppParts = {
  client: Parley
  drafts: Drafts
  route: Route
  roomId: string | null
  initial: UserState | null
  candidates: readonly Person[] | null
  inbox: Ui['inbox']
  named: NamedRooms
}

/** The living page: which room is open, where one reads in it, and what was read. */
export class App {
  readonly client: Parley
  readonly drafts: Drafts
  readonly ui: Signal<Ui>
  readonly live: Signal<ParleyState>
  readonly driver: TimelineDriver
  /** Rooms beside one's own that messages name. */
  readonly named: Signal<NamedRooms>
  /** The thread that is open beside the room. */
  beside: ThreadDesk | null = null
  /** What was read; it comes a moment after the page. */
  reads: Reads | null = null
  /** What the page came with, until the client has a state of its own. */
  readonly #initial: UserState | null
  /** The room that was there at the last change: one that is gone now was taken away. */
  #shownId: string | null = null
  #learnedOf: string | null = null
  #openedId: string | null = null
  #hasShown = false

  constructor({ client, drafts, route, roomId, initial, candidates, inbox, named }: AppParts) {
    this.client = client
    this.drafts = drafts
    this.#initial = initial
    this.live = signal(client.state)
    this.named = signal(named)
    this.ui = signal<Ui>({ ...QUIET, ...LASTING, candidates, inbox, route, roomId, isOnline: navigator.onLine })
    if (roomId !== null) this.patch(readingOf(this.room))
    this.driver = new TimelineDriver({
      hasOlder: () => this.room?.window?.hasOlder ?? false,
      hasNewer: () => this.room?.window?.hasNewer ?? false,
      loadOlder: () => void this.loadOlder(),
      loadNewer: () => void this.#loadNewer(),
      moved: (isFollowing) => this.#moved(isFollowing),
    })
    client.onChange(oncePerFrame(() => this.#changed()))
    // What was not undone when the page goes was meant.
    window.addEventListener('pagehide', () => this.reads?.finish())
  }

  /** The state to draw: the client's, or what the page came with; what is about to be read is shown as read. */
  get user(): UserState | null {
    const user = this.#user
    const { readAll } = this.ui.value
    return user && readAll ? readAll.shown(user) : user
  }

  get #user(): UserState | null {
    // Reading the signal is what draws again; what is drawn is never older than what the client knows.
    void this.live.value
    const { user } = this.client.state
    const visited = this.#initial?.rooms[this.ui.value.roomId ?? '']
    // A public room that one only looks at is in no list; the client reads it a moment later.
    if (user && visited?.membership === null && !user.rooms[visited.room.id]) return withRoom(user, visited)
    return user ?? this.#initial
  }

  /** The room that is open. */
  get room(): RoomState | undefined {
    const { roomId } = this.ui.value
    return roomId === null ? undefined : this.user?.rooms[roomId]
  }

  /** One's rooms and conversations in the order of the sidebar. */
  get rows(): RoomRow[] {
    const { user } = this
    if (user === null) return []
    const around = { people: user.people, ownId: user.me.id, currentId: this.ui.peek().roomId }
    const sections = sidebarSections(listRooms(user), user.sections, { ...around, presence: this.live.peek().presence })
    return sections.flatMap(({ rows }) => rows)
  }

  patch(change: Partial<Ui>): void {
    this.ui.value = { ...this.ui.value, ...change }
  }

  /** Shows what an address names; false where it is a page of its own. */
  async show(url: URL): Promise<boolean> {
    const asked = readRoute(url)
    if (asked === null) return false
    const room = asked.page === 'room' ? await this.#find(asked.address) : null
    if (room === undefined) return false
    const isExact = asked.page === 'room' && asked.at !== null && 'message' in asked.at
    const route = isExact && room ? await (await import('../routing/locate.ts')).locate(this, asked, room.id) : asked
    if (route === null) return false
    if (route.page === 'inbox') void import('../notifications/open-inbox.ts').then((m) => m.openInbox(this))
    const { roomId, route: before } = this.ui.value
    if (roomId !== null && roomId !== room?.id) this.client.closeRoom(roomId)
    const isSame = roomId !== null && roomId === room?.id
    // What the page came with is there already, and somebody may have opened something over it.
    const isFirst = !this.#hasShown && roomId === null && room === null && before.page === route.page
    this.#hasShown = true
    this.patch(
      isSame || isFirst ? { route } : { ...QUIET, isOnline: navigator.onLine, route, roomId: room?.id ?? null },
    )
    // What is named beside a thread is a place in that.
    const at = route.page === 'room' && route.panel !== 'thread' ? route.at : null
    // A panel that opens beside a room must not move what one reads in it.
    if (room && (at !== null || this.#openedId !== room.id)) await this.open(room.id, at, isSame)
    // Back from a message that one jumped to is back to the present.
    else if (isSame && before.page === 'room' && before.at !== null && before.panel === null) await this.toPresent()
    this.#openedId = room?.id ?? null
    const panel = route.page === 'room' ? route.panel : null
    if (panel !== null && panel !== 'thread' && room) void this.#loadPanel(room.id, panel)
    return true
  }

  /** Sees to it that the room's window is there: at a message that was asked for, or where reading stopped. */
  async open(roomId: string, at: Extract<Route, { page: 'room' }>['at'], isSame = false): Promise<void> {
    if (!isSame) this.patch(readingOf(this.room))
    const before = this.room?.window
    const around = aroundOf(at) ?? this.#firstNew()
    try {
      await this.client.openRoom(roomId, around === null ? {} : { around })
    } catch (error) {
      if (error instanceof ParleyError) return location.reload()
      throw error
    }
    if (at !== null && 'around' in at) this.patch({ targetId: this.#messageAt(at.around) })
    if (this.ui.value.roomId === roomId && (at !== null || before !== this.room?.window)) this.placed()
  }

  /** The row at which the timeline opens: the one that was asked for, or the first that is new; null: its end. */
  get openingRow(): string | null {
    const { targetId, readAtOpening } = this.ui.value
    if (targetId !== null) return `message-${targetId}`
    const first =
      readAtOpening === null ? undefined : this.room?.window?.messages.find((message) => message.seq > readAtOpening)
    return first === undefined ? null : `message-${first.id}`
  }

  /** Goes to the row at which the timeline opens, once it is drawn. */
  placed(): void {
    requestAnimationFrame(() => {
      const row = this.openingRow
      if (row === null) this.driver.toEnd()
      else whenDrawn(row, () => this.openingRow === row && this.driver.toRow(row))
    })
  }

  async loadOlder(): Promise<void> {
    const { roomId, isLoadingOlder } = this.ui.value
    if (roomId === null || isLoadingOlder) return
    this.patch({ isLoadingOlder: true })
    await this.client.loadOlder(roomId).catch(() => false)
    this.patch({ isLoadingOlder: false })
  }

  /** To the newest message, and everything is read. */
  async toPresent(): Promise<void> {
    const { roomId } = this.ui.value
    if (roomId === null) return
    this.patch({ readAtOpening: null, targetId: null })
    if (this.room?.window?.hasNewer) await this.client.openRoom(roomId).catch(() => {})
    requestAnimationFrame(() => this.driver.toEnd())
  }

  #changed(): void {
    this.live.value = this.client.state
    const { roomId } = this.ui.value
    if (this.#shownId === roomId && roomId !== null && !this.room) {
      // Once: the second departure would break off the first.
      this.#shownId = null
      return location.assign('/rooms')
    }
    this.#shownId = this.room?.room.id ?? null
    this.#learnTypists()
    this.reads?.see()
  }

  /** Who types may have said nothing yet, so that the page does not know how he is called. */
  #learnTypists(): void {
    const { room, user } = this
    if (room === undefined || user === null || room.room.memberCount > LIMITS.watchedPeople) return
    const isKnown = (this.live.value.typing[room.room.id] ?? []).every((id) => user.people[id] !== undefined)
    if (isKnown || this.#learnedOf === room.room.id) return
    this.#learnedOf = room.room.id
    void this.client.loadMembers(room.room.id).catch(() => (this.#learnedOf = null))
  }

  #moved(isFollowing: boolean): void {
    const { roomId, isFollowing: before } = this.ui.value
    if (roomId === null) return
    if (isFollowing !== before) {
      this.client.setFollowing(roomId, isFollowing)
      this.patch({ isFollowing })
    }
    this.reads?.see()
  }

  /** Everybody in the room, and whom one could add to it. */
  async #loadPanel(roomId: string, panel: Exclude<Panel, 'thread'>): Promise<void> {
    try {
      // Those that are there are kept right; read anew, they would end where their first page does.
      if (panel === 'pins') return this.room?.pins ? undefined : await this.client.loadPins(roomId)
      await this.client.loadMembers(roomId)
      const room = this.room
      if (room?.room.kind === 'direct' || this.user?.me.role === 'guest') return
      const { people } = await this.client.query('user.list', {})
      this.patch({ candidates: withoutMembers(people, room) })
    } catch {
      // Who is there can be read again with the next look; the room itself works.
    }
  }

  async #loadNewer(): Promise<void> {
    const { roomId } = this.ui.value
    if (roomId !== null) await this.client.loadNewer(roomId).catch(() => false)
  }

  async #find(address: string): Promise<{ id: string } | undefined> {
    const known = Object.values(this.user?.rooms ?? {}).find(
      ({ room }) => room.id === address || roomAddress(room) === address,
    )
    if (known !== undefined) return known.room
    try {
      const { entry } = await this.client.query('room.show', isId(address) ? { roomId: address } : { name: address })
      return entry.room
    } catch {
      return undefined
    }
  }

  #firstNew(): number | null {
    const { readAtOpening } = this.ui.value
    return readAtOpening === null ? null : readAtOpening + 1
  }

  #messageAt(seq: number): string | null {
    return this.room?.window?.messages.find((message) => message.seq >= seq)?.id ?? null
  }
}

const QUIET = {
  editing: null,
  answering: null,
  problem: null,
  focusedId: null,
  targetId: null,
  readAtOpening: null,
  isFollowing: true,
  isLoadingOlder: false,
  announcement: '',
  notice: null,
  candidates: null,
  dialog: null,
  cardOf: null,
  inbox: null,
  markAtOpening: 0,
} as const
