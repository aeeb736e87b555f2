import type { Actor } from '../actor.ts'

/** A visit that is not stored yet. */
export type Visit = { sessionId: string; userId: string; at: number }

/** Remembers who was here, so that a request costs no write; a job stores it now and then. */
export class Visits {
  readonly #bySession = new Map<string, Visit>()

  note(actor: Actor, at: number): void {
    if (actor.id !== null) this.#bySession.set(actor.sessionId, { sessionId: actor.sessionId, userId: actor.id, at })
  }

  /** What was noted since the last time; the caller stores it. */
  take(): Visit[] {
    const visits = [...this.#bySession.values()]
    this.#bySession.clear()
    return visits
  }
}
