import type { CommandInput, CommandName } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import type { LogEvent } from '@parley/protocol/events.ts'
import type { Presence } from '@parley/protocol/presence.ts'
import type { Message } from '@parley/protocol/messages.ts'
import type { QueryInput, QueryName, QueryOutput } from '@parley/protocol/queries.ts'
import type { Person } from '@parley/protocol/users.ts'
import { trust } from './brand.ts'
import { type Command, outcomeOf } from './wire.ts'
import { HTTP_COMMANDS, type Status } from './connection.ts'
import type { OutboxCommand, OutboxEntry } from './outbox-store.ts'
import type { ParleyOptions } from './options.ts'
import { Session } from './session.ts'
import { withReadSeq, type RoomState } from './state/room.ts'
import { listRooms, mergePeople, type UserState } from './state/user.ts'
import { findIndex } from './state/window.ts'
import type { Threads } from './threads.ts'
import { Unreachable } from './unreachable.ts'

/** How often a command is sent again by itself while nobody answers; the outbox does so for ever. */
const COMMAND_TRIES = 4

/** Everything there is to show, at one moment. It never changes; a change makes another one. */
export type ParleyState = {
  readonly status: Status
  /** The build of the server; another one than the page's means that the page is old. Empty until it is known. */
  readonly build: string
  /** Null until the first snapshot was read. */
  readonly user: UserState | null
  /** What waits, failed or was just sent, in the order of writing. */
  readonly outbox: readonly OutboxEntry[]
  /** By room, who types there, the first first. */
  readonly typing: Readonly<Record<string, readonly string[]>>
  readonly presence: Readonly<Record<string, Presence>>
  /** When those who are offline were last here, as far as they tell. */
  readonly lastSeen: Readonly<Record<string, string>>
}

/** A command's fields, without the id that is made for it. */
export type Fields<N extends CommandName> = Omit<CommandInput<N>, 'id'>

/** What a message answers: a message that it quotes, a thread that it is in, and whether it is in the room as well. */
export type Answer = Pick<Fields<'message.post'>, 'replyTo' | 'rootId' | 'alsoInRoom'>

/** Makes a client of one Parley. It does nothing until `start`. */
export function createParley(options: ParleyOptions): Parley {
  return new Parley(options)
}

/** One person's live view of a Parley, and the hands to change it. */
export class Parley {
  readonly #session: Session
  #listeners = new Set<() => void>()
  #state: ParleyState | null = null
  #isTelling = false

  constructor(options: ParleyOptions) {
    this.#session = new Session(options, () => this.#changed())
  }

  /** The present state; the same object until something changes. */
  get state(): ParleyState {
    const { status, build, live, outbox, ephemerals } = this.#session
    const { typing, presence, lastSeen } = ephemerals
    this.#state ??= { status, build, user: live.user, outbox: outbox?.entries ?? [], typing, presence, lastSeen }
    return this.#state
  }

  /** One's own rooms as the list shows them, the latest activity first. */
  get rooms(): readonly RoomState[] {
    const { user } = this.state
    return user ? listRooms(user) : []
  }

  /** Calls after every change, once for changes that come together. The answer ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Calls for every event once, in the order of its log, after it is in the state. The answer ends it. */
  onEvent(listener: (event: LogEvent, log: string) => void): () => void {
    this.#session.eventListeners.add(listener)
    return () => this.#session.eventListeners.delete(listener)
  }

  /** Shows what is stored, connects, and stays connected. Resolves as soon as there is something to show. */
  async start(): Promise<void> {
    await this.#session.start()
  }

  /** Disconnects and stores what is not stored yet. */
  stop(): Promise<void> {
    return this.#session.stop()
  }

  /** The device is online again, or somebody looks at the page: reconnects at once. */
  wake(): void {
    this.#session.connection.wake()
  }

  /** Logs in with a password and keeps the session's token in memory: for bots, which have no cookies. Starts. */
  async logIn(userName: string, password: string): Promise<void> {
    const { http, nextId } = this.#session
    const input = { id: nextId(), userName, password }
    const { token } = await http.post<{ token: string }>('session.log-in', input, { 'x-parley-token': '1' })
    http.token = token
    await this.start()
  }

  /** Ends the session and erases what is stored of it, unsent text too. */
  async logOut(): Promise<void> {
    await this.#try({ name: 'session.log-out', input: { id: this.#session.nextId() } }, 1)
    await this.#session.outbox?.erase()
    await this.#session.leave()
  }

  /**
   * Runs a command at once and answers its outcome. While nobody answers it is sent a few times with the same id.
   * Throws ParleyError with one of the command's codes, or Unreachable: then what became of it is unknown.
   */
  async command<N extends CommandName>(name: N, fields: Fields<N>): Promise<Outcome> {
    const command = trust<Command>({ name, input: { id: this.#session.nextId(), ...fields } })
    const outcome = await this.#try(command, 1)
    // The cookie is another one now.
    if (HTTP_COMMANDS.has(name)) this.#session.reconnect()
    return outcome
  }

  /** Answers a query. Throws ParleyError with one of the query's codes, or Unreachable. */
  query<N extends QueryName>(name: N, input: QueryInput<N>): Promise<QueryOutput<N>> {
    return this.#session.connection.query(name, input)
  }

  /**
   * Gives a room a window, at the present or around a seq, and keeps it loaded until `closeRoom`. Resolves when it is there
   * or when it cannot be loaded now; it then comes by itself. Throws ParleyError `room_not_found`.
   */
  openRoom(roomId: string, at: { around?: number } = {}): Promise<void> {
    return this.#session.loader.open(roomId, at.around)
  }

  /** Nobody looks at the room any more. */
  closeRoom(roomId: string): void {
    this.#session.loader.close(roomId)
  }

  /** Loads a page above the window; false when there is none. Throws like `query`. */
  loadOlder(roomId: string): Promise<boolean> {
    return this.#session.loader.older(roomId)
  }

  /** Loads a page below the window; false when it reaches the present. Throws like `query`. */
  loadNewer(roomId: string): Promise<boolean> {
    return this.#session.loader.newer(roomId)
  }

  /** Loads everybody who is in the room, and keeps the list right until the room is closed. Throws like `query`. */
  loadMembers(roomId: string): Promise<void> {
    return this.#session.loader.members(roomId)
  }

  /** Loads the last pinned messages of the room, and keeps the list right until the room is closed. Throws like `query`. */
  loadPins(roomId: string): Promise<void> {
    return this.#session.loader.pins(roomId)
  }

  /** Loads those that were pinned before; false when there are none. Throws like `query`. */
  loadOlderPins(roomId: string): Promise<boolean> {
    return this.#session.loader.olderPins(roomId)
  }

  /** Says whether the newest message is in sight: if not, a window that grows too long loses its newest end. */
  setFollowing(roomId: string, isFollowing: boolean): void {
    const keep = isFollowing ? 'newest' : 'oldest'
    this.#session.live.updateRoom(roomId, (room) =>
      room.window && room.window.keep !== keep ? { ...room, window: { ...room.window, keep } } : room,
    )
  }

  /** Says something: stored first, then shown in `state.outbox`, then sent for as long as it takes. */
  post(roomId: string, body: string, answer: Answer = {}): Promise<OutboxEntry> {
    return this.#enqueue(roomId, {
      name: 'message.post',
      input: { id: this.#session.nextId(), roomId, body, ...answer },
    })
  }

  /** Replaces the body of one's own message, through the outbox. */
  editMessage({ roomId, id: messageId }: Message, body: string): Promise<OutboxEntry> {
    return this.#enqueue(roomId, { name: 'message.edit', input: { id: this.#session.nextId(), messageId, body } })
  }

  /** Deletes a message, through the outbox. */
  deleteMessage({ roomId, id: messageId }: Message): Promise<OutboxEntry> {
    return this.#enqueue(roomId, { name: 'message.delete', input: { id: this.#session.nextId(), messageId } })
  }

  /** Shows a message otherwise until the next event about it, as while a reaction is on its way. */
  showMessage({ roomId, seq, id }: Message, change: (known: Message) => Message): void {
    this.#session.live.updateRoom(roomId, (room) => {
      const index = findIndex(room.window?.messages ?? [], seq)
      const known = room.window?.messages[index]
      if (!room.window || known?.id !== id) return room
      const messages = room.window.messages.with(index, change(known))
      return { ...room, window: { ...room.window, messages } }
    })
  }

  /** Sends an entry of the outbox again: under a new id if it failed for good. */
  async retry(key: string): Promise<void> {
    await this.#session.outbox?.retry(key)
  }

  /** Takes an entry out of the outbox. */
  async discard(key: string): Promise<void> {
    await this.#session.outbox?.discard(key)
  }

  /** One has read a room up to a seq: shown at once, sent at most every 2 s a room. */
  advanceCursor(roomId: string, seq: number): void {
    const { live, readCursors } = this.#session
    const room = live.room(roomId)
    if (!room?.membership || seq <= room.membership.readSeq) return
    live.updateRoom(roomId, (known) => withReadSeq(known, seq))
    readCursors.advance(roomId, seq)
  }

  /** Opens, pages and lists threads; this part is loaded when it is first asked for. */
  threads(): Promise<Threads> {
    return this.#session.threads()
  }

  /** Keeps the names of people whom an answer to a query told of. */
  learn(people: readonly Person[]): void {
    this.#session.live.update((user) => ({ ...user, people: mergePeople(user.people, people) }))
  }

  /** One types in a room; call it for every key, it is sent at most every 3 s. */
  typing(roomId: string): void {
    this.#session.ephemerals.type(roomId)
  }

  /** Watches the presence of these people (at most 500) instead of the former ones. */
  watchPresence(userIds: readonly string[]): void {
    const { ephemerals } = this.#session
    ephemerals.watch(userIds, ephemerals.own)
  }

  /** Says whether somebody sits before the screen. */
  setPresence(state: 'online' | 'away'): void {
    const { ephemerals } = this.#session
    ephemerals.watch(ephemerals.watched, state)
  }

  async #try(command: Command, tries: number): Promise<Outcome> {
    const { connection, ports } = this.#session
    try {
      const [result] = await connection.run([command])
      return outcomeOf(result)
    } catch (error) {
      if (!(error instanceof Unreachable) || tries >= COMMAND_TRIES) throw error
    }
    await new Promise<void>((resolve) => ports.after(500 * 2 ** tries * ports.random(), resolve))
    return this.#try(command, tries + 1)
  }

  async #enqueue(roomId: string, command: OutboxCommand): Promise<OutboxEntry> {
    await this.#session.live.whenReady
    const { outbox } = this.#session
    if (!outbox) throw new Unreachable()
    return outbox.add(roomId, command)
  }

  #changed(): void {
    this.#state = null
    if (this.#isTelling) return
    this.#isTelling = true
    void Promise.resolve().then(() => {
      this.#isTelling = false
      for (const listener of this.#listeners) listener()
    })
  }
}
