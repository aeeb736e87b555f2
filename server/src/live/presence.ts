import type { Presence as State } from '@parley/protocol/frames.ts'
import type { Connection } from './connection.ts'
import { encode } from './frames.ts'
import { Groups } from './groups.ts'
import type { Hub } from './hub.ts'

type Here = 'online' | 'away'

/** Who is here, from all of a person's connections, and who wants to know. Changes go out once a second. */
export class Presence {
  readonly #hub: Hub
  readonly #now: () => number
  readonly #graceMs: number
  readonly #here = new Map<Connection, Here>()
  /** What the watchers were told; whoever is not in it is offline. */
  readonly #told = new Map<string, Here>()
  readonly #leftAt = new Map<string, number>()
  readonly #changed = new Set<string>()
  readonly #watched = new Map<Connection, readonly string[]>()
  readonly #watchers = new Groups<Connection>()
  /** Connections whose right to see the people whom they watch is to be asked again. */
  readonly #doubted = new Set<Connection>()

  constructor(hub: Hub, options: { now: () => number; graceMs: number }) {
    this.#hub = hub
    this.#now = options.now
    this.#graceMs = options.graceMs
    hub.onEnded((userIds) => this.#doubt(userIds))
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
    if (this.#stateOf(userId) === 'offline') this.#leftAt.set(userId, this.#now())
  }

  /** From now on a connection is told of these people, whom it may see, and of nobody else. */
  watch(connection: Connection, userIds: readonly string[]): void {
    for (const userId of this.#watched.get(connection) ?? []) this.#watchers.delete(userId, connection)
    this.#watched.delete(connection)
    if (userIds.length === 0) return
    this.#watched.set(connection, userIds)
    for (const userId of userIds) this.#watchers.add(userId, connection)
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
    connection.send(encode({ t: 'presence', states }))
  }

  /** Sends what changed since the last round. `isBehind` tells of connections that get nothing of this now. */
  round(isBehind: (connection: Connection) => boolean): void {
    const now = this.#now()
    for (const [userId, at] of this.#leftAt) {
      if (now - at < this.#graceMs) continue
      this.#leftAt.delete(userId)
      this.#changed.add(userId)
    }
    const news = new Map<Connection, Record<string, State>>()
    for (const userId of this.#changed) this.#gather(userId, news)
    this.#changed.clear()
    for (const [connection, states] of news) {
      if (!isBehind(connection)) connection.send(encode({ t: 'presence', states }))
    }
  }

  /** The connections that are in doubt, at most so many; they are no longer after this. */
  takeDoubted(most: number): Connection[] {
    const taken = [...this.#doubted].slice(0, most)
    for (const connection of taken) this.#doubted.delete(connection)
    return taken
  }

  #gather(userId: string, news: Map<Connection, Record<string, State>>): void {
    const state = this.#stateOf(userId)
    if (state === 'offline' && this.#leftAt.has(userId)) return
    if (state === (this.#told.get(userId) ?? 'offline')) return
    if (state === 'offline') this.#told.delete(userId)
    else this.#told.set(userId, state)
    for (const connection of this.#watchers.of(userId)) {
      news.set(connection, { ...news.get(connection), [userId]: state })
    }
  }

  /** The best of a person's connections. */
  #stateOf(userId: string): State {
    let best: State = 'offline'
    for (const connection of this.#hub.connections.ofUser(userId)) {
      const state = this.#here.get(connection)
      if (state === 'online') return 'online'
      if (state === 'away') best = 'away'
    }
    return best
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
