import type { Connection } from './connection.ts'
import { Groups } from './groups.ts'

/** Everybody's open connections. */
export class Connections {
  readonly #all = new Set<Connection>()
  readonly #byUser = new Groups<Connection>()
  readonly #bySession = new Groups<Connection>()

  add(connection: Connection): void {
    this.#all.add(connection)
    this.#byUser.add(connection.actor.id, connection)
    this.#bySession.add(connection.actor.sessionId, connection)
  }

  remove(connection: Connection): void {
    this.#all.delete(connection)
    this.#byUser.delete(connection.actor.id, connection)
    this.#bySession.delete(connection.actor.sessionId, connection)
  }

  get size(): number {
    return this.#all.size
  }

  all(): readonly Connection[] {
    return [...this.#all]
  }

  /** The oldest first. */
  ofUser(userId: string): readonly Connection[] {
    return this.#byUser.of(userId)
  }

  ofSession(sessionId: string): readonly Connection[] {
    return this.#bySession.of(sessionId)
  }
}
