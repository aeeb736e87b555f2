import type { Connection } from './connection.ts'

/** Everybody's open connections. */
export class Connections {
  readonly #all = new Set<Connection>()
  readonly #byUser = new Map<string, Set<Connection>>()
  readonly #bySession = new Map<string, Set<Connection>>()

  add(connection: Connection): void {
    this.#all.add(connection)
    put(this.#byUser, connection.actor.id, connection)
    put(this.#bySession, connection.actor.sessionId, connection)
  }

  remove(connection: Connection): void {
    this.#all.delete(connection)
    drop(this.#byUser, connection.actor.id, connection)
    drop(this.#bySession, connection.actor.sessionId, connection)
  }

  get size(): number {
    return this.#all.size
  }

  all(): readonly Connection[] {
    return [...this.#all]
  }

  /** The oldest first. */
  ofUser(userId: string): readonly Connection[] {
    return [...(this.#byUser.get(userId) ?? [])]
  }

  ofSession(sessionId: string): readonly Connection[] {
    return [...(this.#bySession.get(sessionId) ?? [])]
  }
}

/** Adds to the set of a key. */
export function put<V>(sets: Map<string, Set<V>>, key: string, value: V): void {
  const set = sets.get(key)
  if (set) set.add(value)
  else sets.set(key, new Set([value]))
}

/** Takes from the set of a key, and forgets a set that is empty. */
export function drop<V>(sets: Map<string, Set<V>>, key: string, value: V): void {
  const set = sets.get(key)
  set?.delete(value)
  if (set?.size === 0) sets.delete(key)
}
