import type { Presence as State } from '@parley/protocol/presence.ts'
import type { KnownActor } from '../actor.ts'
import { toInstant } from '../instant.ts'
import { Choices } from './choices.ts'
import type { Connection } from './connection.ts'
import { encode } from './frames.ts'
import { Groups } from './groups.ts'
import type { Hub } from './hub.ts'
import type { Published } from './published.ts'
import type { Watchable } from './watchable.ts'

type Here = 'online' | 'away'

type PresenceOptions = {
  now: () => number
  /** The time of day, where `now` only never goes back. */
  clock: () => number
  graceMs: number
  /** Told of whoever has no connection left. */
  left: (actor: KnownActor) => void
}

/** Who is here, from all of a person's connections, and who wants to know. Changes go out once a second. */
export class Presence {
  readonly #hub: Hub
  readonly #now: () => number
  readonly #graceMs: number
  readonly #left: (actor: KnownActor) => void
  readonly #choices: Choices
  readonly #here = new Map<Connection, Here>()
  /** What the watchers were told; whoever is not in it is offline. */
  readonly #told = new Map<string, State>()
  readonly #leftAt = new Map<string, number>()
  readonly #changed = new Set<string>()
  /** Who tells no longer, or tells again, when he was last here: his watchers are told though his state is the same. */
  readonly #seenOtherwise = new Set<string>()
  readonly #watched = new Map<Connection, readonly string[]>()
  readonly #watchers = new Groups<Connection>()
  /** Connections whose right to see the people whom they watch is to be asked again. */
  readonly #doubted = new Set<Connection>()

  constructor(hub: Hub, options: PresenceOptions) {
    this.#hub = hub
    this.#now = options.now
    this.#graceMs = options.graceMs
    this.#left = options.left
    this.#choices = new Choices(options.clock)
    hub.onEnded((userIds) => this.#doubt(userIds))
    hub.onPublished((published) => this.#learn(published))
  }

  set(connection: Connection, state: Here): void {
    this.#here.set(connection, state)
    this.#leftAt.delete(connection.actor.id)
    this.#changed.add(connection.actor.id)
  }

  /** A connection ended; the person goes offline only if nobody comes back for a while. */
  drop(connection: Connection): void {
    this.watch(connection, [])
    this.#doubted.delete(connection)
    if (!this.#here.delete(connection)) return
    const userId = connection.actor.id
    this.#changed.add(userId)
    if (this.#stateOf(userId) !== 'offline') return
    this.#leftAt.set(userId, this.#now())
    this.#choices.left(userId)
    this.#left(connection.actor)
  }

  /** From now on a connection is told of these people, whom it may see, and of nobody else. */
  watch(connection: Connection, people: readonly Watchable[]): void {
    const before = this.#watched.get(connection) ?? []
    for (const userId of before) this.#watchers.delete(userId, connection)
    this.#watched.delete(connection)
    for (const person of people) this.#beginWatch(connection, person)
    const ids = people.map(({ id }) => id)
    if (ids.length > 0) this.#watched.set(connection, ids)
    for (const userId of before) if (!this.#watchers.has(userId)) this.#choices.forget(userId)
  }

  watchedBy(connection: Connection): readonly string[] {
    return this.#watched.get(connection) ?? []
  }

  /** Tells a connection the states of everybody whom it watches. */
  tellAll(connection: Connection): void {
    const userIds = this.watchedBy(connection)
    if (userIds.length === 0) return
    const states: Record<string, State> = {}
    for (const userId of userIds) states[userId] = this.#told.get(userId) ?? 'offline'
    this.#send(connection, states)
  }

  /** Sends what changed since the last round. `isBehind` tells of connections that get nothing of this now. */
  round(isBehind: (connection: Connection) => boolean): void {
    const now = this.#now()
    for (const [userId, at] of this.#leftAt) {
      if (now - at < this.#graceMs) continue
      this.#leftAt.delete(userId)
      this.#changed.add(userId)
    }
    for (const userId of this.#choices.takeOver()) this.#changed.add(userId)
    const news = new Map<Connection, Record<string, State>>()
    for (const userId of this.#changed) this.#gather(userId, news)
    this.#changed.clear()
    for (const [connection, states] of news) {
      if (!isBehind(connection)) this.#send(connection, states)
    }
  }

  /** Connections of which something is known here. */
  get size(): number {
    return Math.max(this.#here.size, this.#watched.size, this.#watchers.size, this.#doubted.size)
  }

  /** The connections that are in doubt, at most so many; they are no longer after this. */
  takeDoubted(most: number): Connection[] {
    const taken = [...this.#doubted].slice(0, most)
    for (const connection of taken) this.#doubted.delete(connection)
    return taken
  }

  /** What he chose is known while somebody watches him: whoever is the first learns it now. */
  #beginWatch(connection: Connection, person: Watchable): void {
    const isFirst = !this.#watchers.has(person.id)
    this.#watchers.add(person.id, connection)
    this.#choices.read(person)
    const state = this.#stateOf(person.id)
    if (isFirst && state !== 'offline' && this.#told.has(person.id)) this.#told.set(person.id, state)
  }

  #send(connection: Connection, states: Readonly<Record<string, State>>): void {
    const seen: Record<string, string> = {}
    for (const [userId, state] of Object.entries(states)) {
      const at = state === 'offline' && connection.actor.role !== 'guest' ? this.#choices.seenAt(userId) : undefined
      if (at !== undefined) seen[userId] = toInstant(at)
    }
    const isTold = Object.keys(seen).length > 0
    connection.send(encode(isTold ? { t: 'presence', states, seen } : { t: 'presence', states }))
  }

  #learn({ logKind, events }: Published): void {
    if (logKind !== 'user') return
    for (const { event } of events) {
      if (event.type !== 'profile.edited') continue
      const { id } = event.me
      const before = this.#choices.seenAt(id)
      if (!this.#choices.change(event.me)) continue
      this.#changed.add(id)
      if (this.#choices.seenAt(id) !== before) this.#seenOtherwise.add(id)
    }
  }

  #gather(userId: string, news: Map<Connection, Record<string, State>>): void {
    const state = this.#stateOf(userId)
    if (state === 'offline' && this.#leftAt.has(userId)) return
    const isSeenOtherwise = this.#seenOtherwise.delete(userId)
    if (!isSeenOtherwise && state === (this.#told.get(userId) ?? 'offline')) return
    if (state === 'offline') this.#told.delete(userId)
    else this.#told.set(userId, state)
    for (const connection of this.#watchers.of(userId)) {
      news.set(connection, { ...news.get(connection), [userId]: state })
    }
  }

  /** What he chose, or the best of his connections. */
  #stateOf(userId: string): State {
    const states = this.#hub.connections.ofUser(userId).map((connection) => this.#here.get(connection))
    const best = states.includes('online') ? 'online' : states.includes('away') ? 'away' : 'offline'
    return this.#choices.shown(userId, best)
  }

  /** Whoever lost a room may see fewer people, and fewer people may see him. */
  #doubt(userIds: readonly string[]): void {
    for (const userId of userIds) {
      for (const connection of this.#hub.connections.ofUser(userId)) {
        if (this.#watched.has(connection)) this.#doubted.add(connection)
      }
      for (const connection of this.#watchers.of(userId)) this.#doubted.add(connection)
    }
  }
}
