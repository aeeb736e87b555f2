import type { LogEvent, RoomEvent } from '@parley/protocol/events.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { QueryInput, QueryName, QueryOutput } from '@parley/protocol/queries.ts'
import type { Person } from '@parley/protocol/users.ts'
import { trust } from './brand.ts'
import type { LiveState } from './live-state.ts'
import type { Ports } from './ports.ts'
import { ReadCursors } from './read-cursors.ts'
import { withRepliesIn } from './state/room.ts'
import { applyToThread, type KnownThread, type OpenThread } from './state/thread.ts'
import { repliesAfter, withReplies } from './state/unread.ts'
import { type UserState, withRoom, withThread } from './state/user.ts'
import { appendPage, mergeMessage, prependPage, replaceWindow, type Window } from './state/window.ts'
import { Unreachable } from './unreachable.ts'

/** A thread that is not known is asked for at some time within this, together with others. */
const ASK_MS = 2_000

/** What threads need. */
export type ThreadsParts = {
  ports: Ports
  state: LiveState
  query<N extends QueryName>(name: N, input: QueryInput<N>): Promise<QueryOutput<N>>
  advance(rootId: string, seq: number): Promise<unknown>
}

type Opened = { roomId: string; rootId: string; around: number | undefined; isLoaded: boolean }

/** The thread that is open, and the list of those that one follows. */
export class Threads {
  #opened: Opened | null = null
  /** Grows when the window is replaced: pages asked for before do not fit any more. */
  #turn = 0
  #loads = 0
  /** What happened in the room while a page was on its way: the page is older. */
  #recent: RoomEvent[] = []
  #paging: Promise<boolean> | null = null
  #isListed = false
  #next: string | null = null
  #unknown = new Set<string>()
  /** What one does not follow, as far as it was asked. */
  #asked = new Set<string>()
  readonly #parts: ThreadsParts
  readonly #cursors: ReadCursors

  constructor(parts: ThreadsParts) {
    this.#parts = parts
    this.#cursors = new ReadCursors({ ports: parts.ports, advance: parts.advance })
  }

  /** Loads the first of the threads that one follows, the unread first; they are in the state. Throws like `query`. */
  async list(): Promise<void> {
    await this.#list({}, ({ next }) => {
      this.#isListed = true
      this.#next = next
    })
  }

  /** Loads further threads; false when there are no more. Throws like `query`. */
  async more(): Promise<boolean> {
    if (this.#next === null) return false
    await this.#list({ after: this.#next }, ({ next }) => (this.#next = next))
    return this.#next !== null
  }

  /** Whether there are more threads than were loaded. */
  get hasMore(): boolean {
    return this.#next !== null
  }

  /** Opens the thread of a message beside its room, at the end or around a seq. Throws `message_not_found`. */
  async open(roomId: string, rootId: string, around?: number): Promise<void> {
    const opened = { roomId, rootId, around, isLoaded: false }
    this.#opened = opened
    const { state } = this.#parts
    await state.whenReady
    state.updateRoom(roomId, (room) => {
      if (room.thread?.rootId === rootId) return room
      const root = room.window?.messages.find(({ id }) => id === rootId) ?? state.user?.threads[rootId]?.root ?? null
      return { ...room, thread: { rootId, root, window: null } }
    })
    if (this.#opened === opened && state.room(roomId)?.membership) await this.#load(opened)
  }

  /** Nobody looks at the thread any more. */
  close(): void {
    const { roomId } = this.#opened ?? {}
    this.#opened = null
    this.#turn += 1
    if (roomId !== undefined) this.#parts.state.updateRoom(roomId, (room) => ({ ...room, thread: null }))
  }

  /** Loads a page above; false when there is none. Throws like `query`. */
  older(): Promise<boolean> {
    const window = this.#window
    const before = window?.messages[0]?.seq
    if (!window?.hasOlder || before === undefined) return Promise.resolve(false)
    return this.#page({ before }, (known, page) =>
      known.messages[0]?.seq === before ? prependPage(known, page) : known,
    )
  }

  /** Loads a page below; false when the window reaches the present. Throws like `query`. */
  newer(): Promise<boolean> {
    const window = this.#window
    const after = window?.messages.at(-1)?.seq
    if (!window?.hasNewer || after === undefined) return Promise.resolve(false)
    return this.#page({ after }, (known, page) =>
      known.messages.at(-1)?.seq === after ? appendPage(known, page) : known,
    )
  }

  /** One has read a thread that one follows up to a seq: shown at once, sent at most every 2 s. */
  advance(rootId: string, seq: number): void {
    const entry = this.#parts.state.user?.threads[rootId]
    if (!entry || seq <= entry.readSeq) return
    this.#parts.state.update((user) => withThreadRead(user, { ...entry, readSeq: seq }))
    this.#cursors.advance(rootId, seq)
  }

  /** Takes note of what was applied: what came while a page is loaded, and replies in threads that one may follow. */
  note(log: string, events: readonly LogEvent[]): void {
    const { user } = this.#parts.state
    if (!user || log === user.me.id) return
    const ofRoom = trust<readonly RoomEvent[]>(events)
    if (this.#loads > 0) this.#recent.push(...ofRoom)
    for (const event of ofRoom) {
      if (event.type !== 'message.posted' || !event.thread || event.actorId === user.me.id) continue
      const { rootId, replyCount } = event.thread
      // Of the first reply in a thread, those who follow it are told by their own logs.
      if (replyCount > 1 && !user.threads[rootId] && !this.#asked.has(rootId)) this.#ask(rootId)
    }
  }

  /** The server can be reached again: loads what could not be loaded. */
  async resume(): Promise<void> {
    if (this.#opened && !this.#opened.isLoaded) await this.#load(this.#opened)
  }

  /** Logs were read afresh after a jump: what was in between is in no window. */
  async renew(roomIds: ReadonlySet<string>): Promise<void> {
    this.#asked.clear()
    if (this.#isListed) await this.list()
    if (this.#opened && roomIds.has(this.#opened.roomId)) await this.#load({ ...this.#opened, around: undefined })
  }

  get #window(): Window | null | undefined {
    return this.#opened && this.#parts.state.room(this.#opened.roomId)?.thread?.window
  }

  async #load(opened: Opened): Promise<void> {
    const turn = ++this.#turn
    const { rootId, around } = opened
    try {
      const page = await this.#read({ rootId, ...(around === undefined ? {} : { around }) })
      if (turn !== this.#turn) return
      if (this.#opened) this.#opened = { ...opened, rootId: page.root.id, isLoaded: true }
      this.#update(page, (known) => {
        const root = known?.root?.id === page.root.id ? mergeMessage(known.root, page.root) : page.root
        return { rootId: page.root.id, root, window: replaceWindow(page) }
      })
    } catch (error) {
      // It stays wanted, and what is there is shown.
      if (!(error instanceof Unreachable)) throw error
    }
  }

  #page(
    place: { before: number } | { after: number },
    merge: (known: Window, page: QueryOutput<'thread.history'>) => Window,
  ): Promise<boolean> {
    const turn = this.#turn
    const rootId = this.#opened?.rootId ?? ''
    this.#paging ??= this.#read({ rootId, ...place })
      .then((page) => {
        if (turn !== this.#turn) return false
        this.#update(page, (known) => known && { ...known, window: known.window && merge(known.window, page) })
        return true
      })
      .finally(() => (this.#paging = null))
    return this.#paging
  }

  async #read(input: QueryInput<'thread.history'>): Promise<QueryOutput<'thread.history'>> {
    return this.#loading(() => this.#parts.query('thread.history', input))
  }

  async #list(
    input: QueryInput<'thread.list'>,
    done: (page: QueryOutput<'thread.list'>) => void = () => {},
  ): Promise<void> {
    const page = await this.#loading(() => this.#parts.query('thread.list', input))
    done(page)
    this.#keep(page)
    this.#forgetRecent()
  }

  async #loading<T>(ask: () => Promise<T>): Promise<T> {
    this.#loads += 1
    try {
      return await ask()
    } catch (error) {
      if (this.#loads === 1) this.#recent = []
      throw error
    } finally {
      this.#loads -= 1
    }
  }

  #forgetRecent(): void {
    if (this.#loads === 0) this.#recent = []
  }

  /** What happened since a page was read is applied again. */
  #update(page: QueryOutput<'thread.history'>, change: (known: OpenThread | null) => OpenThread | null): void {
    const { roomId } = page.root
    const later = this.#recent.filter((event) => event.seq > page.head && isIn(roomId, event))
    this.#parts.state.updateRoom(roomId, (room) => {
      const thread = change(room.thread)
      return { ...room, thread: thread && later.reduce(applyToThread, thread) }
    })
    this.#keep({ threads: page.entry ? [page.entry] : [], people: page.people })
    this.#forgetRecent()
  }

  #keep({ threads, people }: Pick<QueryOutput<'thread.list'>, 'threads' | 'people'>): void {
    this.#parts.state.update((user) => {
      // Who is known already may have been told of since this was read.
      const known = { ...user, people: { ...byId(people), ...user.people } }
      return this.#recent.reduce(withReply, threads.reduce(withThread, known))
    })
  }

  #ask(rootId: string): void {
    const { ports } = this.#parts
    const isFirst = this.#unknown.size === 0
    this.#unknown.add(rootId)
    if (isFirst) ports.after(ASK_MS * ports.random(), () => void this.#askNow().catch(() => {}))
  }

  async #askNow(): Promise<void> {
    const rootIds = [...this.#unknown].slice(0, LIMITS.listPage)
    this.#unknown.clear()
    await this.#list({ rootIds })
    for (const rootId of rootIds) this.#asked.add(rootId)
  }
}

function isIn(roomId: string, event: RoomEvent): boolean {
  return 'message' in event && event.message.roomId === roomId
}

/** What came while a list was on its way counts, whatever the list says. */
function withReply(user: UserState, event: RoomEvent): UserState {
  const room = 'message' in event ? user.rooms[event.message.roomId] : undefined
  if (!room || !('message' in event)) return user
  return withRoom(user, withRepliesIn(room, repliesAfter(room.replies, event, { ...user.me, threads: user.threads })))
}

function withThreadRead(user: UserState, entry: KnownThread): UserState {
  const { id, roomId } = entry.root
  const room = user.rooms[roomId]
  const next = { ...user, threads: { ...user.threads, [id]: entry } }
  if (!room) return next
  const unread = (room.replies[id] ?? []).filter((seq) => seq > entry.readSeq)
  return withRoom(next, withRepliesIn(room, withReplies(room.replies, id, unread)))
}

function byId(people: readonly Person[]): Record<string, Person> {
  return Object.fromEntries(people.map((person) => [person.id, person]))
}
