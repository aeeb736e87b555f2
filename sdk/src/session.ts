import type { CommandInput } from '@parley/protocol/commands.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { LogEvent } from '@parley/protocol/events.ts'
import type { ServerFrame } from '@parley/protocol/frames.ts'
import type { Person } from '@parley/protocol/users.ts'
import { trust } from './brand.ts'
import { Connection, type Status } from './connection.ts'
import { Ephemerals } from './ephemerals.ts'
import { Http } from './http.ts'
import { createIds } from './ids.ts'
import { openLink } from './links/open-link.ts'
import { TabLinks } from './links/tab-links.ts'
import { LiveState } from './live-state.ts'
import { Logs } from './logs.ts'
import { Outbox } from './outbox.ts'
import type { ParleyOptions } from './options.ts'
import { createMemoryOutbox, type OutboxStore } from './outbox-store.ts'
import { type Ports, systemPorts } from './ports.ts'
import { ReadCursors } from './read-cursors.ts'
import { RoomLoader } from './room-loader.ts'
import { createMemoryRooms, type RoomStore } from './room-store.ts'
import { refresh, userWith } from './state/snapshots.ts'
import { userFrom, type UserState, withUnsentRead } from './state/user.ts'
import type { Threads } from './threads.ts'
import { type Command, isSessionOver, outcomeOf } from './wire.ts'

/** A snapshot that could not be read is asked for again after this. */
const RELOAD_MS = 2_000

/** The parts of one client and how they hear of one another. */
export class Session {
  readonly ports: Ports
  readonly http: Http
  readonly connection: Connection
  readonly live: LiveState
  readonly loader: RoomLoader
  readonly ephemerals: Ephemerals
  readonly readCursors: ReadCursors
  readonly nextId: () => string
  readonly eventListeners = new Set<(event: LogEvent, log: string) => void>()
  status: Status = 'connecting'
  build = ''
  outbox: Outbox | null = null
  #owner = ''
  #needsReload = true
  #isReloading = false
  #stale = new Set<string>()
  #refuse = () => {}
  readonly #logs: Logs
  readonly #store: RoomStore
  readonly #outboxStore: OutboxStore
  readonly #options: ParleyOptions
  readonly #tabLinks: TabLinks | null
  readonly #changed: () => void
  #threads: Promise<Threads> | null = null
  #threadsNow: Threads | null = null

  constructor(options: ParleyOptions, changed: () => void) {
    this.#options = options
    this.#changed = changed
    const ports = { ...systemPorts, ...options.ports }
    this.ports = ports
    this.nextId = createIds(ports)
    this.http = new Http(options.url, options.token ?? null, ports)
    const store = options.rooms ?? createMemoryRooms()
    this.#store = store
    this.#outboxStore = options.outbox ?? createMemoryOutbox()
    this.live = new LiveState({ ports, store, changed })
    this.#logs = new Logs({
      ...ports,
      isUp: () => this.connection.isUp,
      read: (input) => this.connection.query('log.read', input),
      apply: (log, events, people) => this.#apply(log, events, people),
      reset: (log) => this.#reset(log),
      gone: (log) => (log === this.live.user?.me.id ? this.#reset(log) : this.#lose(log)),
    })
    const parts = { ports, http: this.http, cursors: () => this.#logs.cursors, epoch: () => this.live.user?.epoch }
    const { tabs } = options
    this.#tabLinks = tabs ? new TabLinks({ ports, tabs, wake: () => this.connection.wake() }) : null
    this.connection = new Connection(parts, this.#tabLinks?.open ?? openLink, {
      frame: (frame) => this.#receive(frame),
      up: (isUp) => this.#setUp(isUp),
      status: (status) => this.#setStatus(status),
    })
    const query = this.connection.query.bind(this.connection)
    this.loader = new RoomLoader({ state: this.live, store, query, found: () => this.#followNew() })
    this.ephemerals = new Ephemerals({ ports, send: (frame) => this.connection.send(frame), changed })
    this.readCursors = new ReadCursors({
      ports,
      advance: (roomId, seq) => this.#run('cursor.advance', { roomId, seq }),
      noted: (roomId, seq) => this.live.update((user) => withUnsentRead(user, roomId, seq)),
    })
  }

  /** Resolves when there is a state; throws when the server will not have us. */
  async start(): Promise<void> {
    if (!this.live.user) await this.#restore()
    if (this.live.user) this.#own(this.live.user.me.id)
    const refused = new Promise<never>((_, reject) => (this.#refuse = () => reject(new ParleyError('not_logged_in'))))
    this.connection.start()
    await Promise.race([this.live.whenReady, refused])
  }

  async stop(): Promise<void> {
    this.connection.stop()
    this.#tabLinks?.close()
    this.readCursors.clear()
    this.outbox?.close()
    this.outbox = null
    this.#owner = ''
    await this.live.save()
  }

  /** The session is over by one's own wish: nothing of it is shown or kept. */
  async leave(): Promise<void> {
    this.live.clear()
    this.connection.end('ended')
    await this.stop()
  }

  /** The cookie changed: the old connection speaks for nobody, or for somebody else. */
  reconnect(): void {
    if (!this.live.user) return
    this.connection.stop()
    this.connection.start()
  }

  /** Threads are loaded when they are first asked for. */
  threads(): Promise<Threads> {
    this.#threads ??= import('./threads.ts').then((module) => {
      const { ports, live: state } = this
      const query = this.connection.query.bind(this.connection)
      const advance = (rootId: string, seq: number) => this.#run('thread.advance', { rootId, seq })
      return (this.#threadsNow = new module.Threads({ ports, state, query, advance }))
    })
    this.#threads.catch(() => (this.#threads = null))
    return this.#threads
  }

  async #restore(): Promise<void> {
    const { initial } = this.#options
    const user = initial ? userWith(initial) : await this.#store.loadUser().catch(() => null)
    if (!user || this.live.user) return
    this.#needsReload = false
    this.live.replace(user)
    this.#followNew()
  }

  #receive(frame: ServerFrame): void {
    if (frame.t === 'welcome') this.#welcome(frame.userId, frame.build)
    this.#logs.receive(frame)
    this.ephemerals.receive(frame)
  }

  #welcome(userId: string, build: string): void {
    if (build !== '') this.build = build
    const { user } = this.live
    if (user && user.me.id !== userId) this.live.clear()
    const isKnown = user?.me.id === userId
    if (!isKnown) this.#logs.clear()
    if (isKnown) this.readCursors.resume(user.unsentReads)
    else this.readCursors.clear()
    if (!isKnown || this.#needsReload) void this.#reload()
    this.#own(userId)
    this.outbox?.setConnected(true)
    this.ephemerals.renew()
    void this.loader.resume().catch(() => {})
    void this.#threadsNow?.resume().catch(() => {})
    this.#changed()
  }

  #setUp(isUp: boolean): void {
    if (isUp) return
    this.#logs.rest()
    this.outbox?.setConnected(false)
    this.ephemerals.clear()
  }

  #setStatus(status: Status): void {
    this.status = status
    this.#changed()
    if (status === 'connecting' || status === 'online' || status === 'reconnecting') return
    this.#refuse()
    // A session that was ended from elsewhere may have been a stolen one. Unsent text stays.
    if (status === 'ended') void this.live.eraseStored()
  }

  /** Nobody's commands are ever sent under somebody else. */
  #own(userId: string): void {
    if (this.#owner === userId) return
    this.outbox?.close()
    this.#owner = userId
    const { ports, nextId } = this
    const lead = this.#options.withLeadership ?? ((_: string, work: () => Promise<void>) => work())
    this.outbox = new Outbox(userId, {
      ports,
      nextId,
      store: this.#outboxStore,
      run: (commands) => this.connection.run(commands),
      withLeadership: (work) => lead(`parley-outbox-${userId}`, work),
      // A room that one is no longer in has nothing more to tell.
      cursorOf: (roomId) => this.live.room(roomId)?.cursor ?? Infinity,
      changed: this.#changed,
    })
    void this.outbox.load().catch(() => {})
  }

  #apply(log: string, events: LogEvent[], people: Person[]): void {
    this.live.apply(log, events, people)
    this.loader.note(log, events, people)
    this.#threadsNow?.note(log, events)
    if (log === this.live.user?.me.id) this.#followNew()
    else {
      this.ephemerals.note(log, events)
      this.outbox?.settle(log, new Set(events.map((event) => event.subjectId)))
    }
    for (const event of events) for (const listener of this.eventListeners) listener(event, log)
  }

  /** Follows exactly the logs of oneself and of the rooms that one is in; not those that are being read afresh. */
  #followNew(): void {
    const { user } = this.live
    if (!user) return
    const wanted: Record<string, number> = { [user.me.id]: user.cursor }
    for (const [id, room] of Object.entries(user.rooms)) if (room.membership) wanted[id] = room.cursor
    for (const log of Object.keys(this.#logs.cursors)) if (!(log in wanted)) this.#lose(log)
    const news = Object.entries(wanted).filter(([log]) => !this.#logs.has(log) && !this.#stale.has(log))
    for (const [log, cursor] of news) this.#logs.add(log, cursor)
    this.connection.follow(Object.fromEntries(news))
    for (const [log] of news) {
      // A room that is read afresh may hold what was sent a moment ago.
      this.outbox?.settle(log)
      void this.loader.enter(log).catch(() => {})
    }
  }

  #lose(roomId: string): void {
    this.#stale.delete(roomId)
    this.#logs.drop(roomId)
    this.live.lose(roomId)
    this.outbox?.settle(roomId)
  }

  /** Too much of a log was missed, or its history is another one: it is read afresh. */
  #reset(log: string): void {
    this.#stale.add(log)
    void this.#reload()
  }

  /** Reads everything afresh that is not followed: all of it the first time, in another epoch, or for somebody else. */
  async #reload(): Promise<void> {
    this.#needsReload = true
    if (this.#isReloading) return
    this.#isReloading = true
    try {
      // In this order what changes in between is told again by the log, and not lost.
      const list = await this.connection.query('room.list', {})
      const { me } = await this.connection.query('session.show', {})
      this.#needsReload = false
      this.#adopt(userFrom(list, me))
    } catch (error) {
      if (isSessionOver(error)) this.connection.end('ended')
      // Without a connection the next welcome does it.
      else this.ports.after(RELOAD_MS, () => void (this.connection.isUp && this.#needsReload && this.#reload()))
    } finally {
      this.#isReloading = false
    }
  }

  #adopt(fresh: UserState): void {
    const before = this.live.user
    const isSame = before?.epoch === fresh.epoch && before.me.id === fresh.me.id
    if (!isSame) {
      this.#logs.clear()
      void this.live.eraseStored()
    }
    this.live.replace(isSame ? refresh(before, fresh, (log) => this.#logs.has(log)) : fresh)
    this.#stale.clear()
    this.#followNew()
    const jumped = new Set<string>()
    for (const [id, known] of Object.entries(isSame ? before.rooms : {})) {
      this.outbox?.settle(id)
      const room = this.live.room(id)
      if (!room) this.#lose(id)
      else if (room.cursor !== known.cursor) {
        jumped.add(id)
        void this.loader.renew(id, known.cursor).catch(() => {})
      }
    }
    void this.#threadsNow?.renew(jumped).catch(() => {})
  }

  async #run<N extends 'cursor.advance' | 'thread.advance'>(
    name: N,
    fields: Omit<CommandInput<N>, 'id'>,
  ): Promise<void> {
    const [result] = await this.connection.run([trust<Command>({ name, input: { id: this.nextId(), ...fields } })])
    outcomeOf(result)
  }
}
