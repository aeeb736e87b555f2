import type { Me } from '@parley/protocol/accounts.ts'
import type { Presence } from '@parley/protocol/presence.ts'
import type { Watchable } from './watchable.ts'

type Choice = Omit<Watchable, 'id'>

/** What the people who are watched chose: away, not to be disturbed, whether to tell when they were here. */
export class Choices {
  readonly #clock: () => number
  readonly #of = new Map<string, Choice>()

  constructor(clock: () => number) {
    this.#clock = clock
  }

  /** As it was read. What is known of when somebody was last here may be newer. */
  read({ id, ...choice }: Watchable): void {
    const lastSeenAt = Math.max(choice.lastSeenAt ?? 0, this.#of.get(id)?.lastSeenAt ?? 0)
    this.#of.set(id, { ...choice, lastSeenAt: choice.showsLastSeen && lastSeenAt > 0 ? lastSeenAt : null })
  }

  /** Somebody chose something else; who is not watched is of no interest. */
  change({ id, availability, availabilityUntil, showsLastSeen }: Me): boolean {
    const known = this.#of.get(id)
    if (known === undefined) return false
    const until = availabilityUntil === null ? null : Date.parse(availabilityUntil)
    const lastSeenAt = showsLastSeen ? known.lastSeenAt : null
    this.#of.set(id, { availability, until, showsLastSeen, lastSeenAt })
    return true
  }

  forget(userId: string): void {
    this.#of.delete(userId)
  }

  /** He went just now. */
  left(userId: string): void {
    const known = this.#of.get(userId)
    if (known?.showsLastSeen) this.#of.set(userId, { ...known, lastSeenAt: this.#clock() })
  }

  /** When he was last here; undefined where that is not known, or not told. */
  seenAt(userId: string): number | undefined {
    return this.#of.get(userId)?.lastSeenAt ?? undefined
  }

  /** What others see of somebody whose devices say this. */
  shown(userId: string, state: Presence): Presence {
    const known = this.#of.get(userId)
    if (known === undefined || state === 'offline' || known.availability === 'auto') return state
    return known.until !== null && known.until <= this.#clock() ? state : known.availability
  }

  /** Those whose choice is over. */
  takeOver(): string[] {
    const over: string[] = []
    for (const [userId, choice] of this.#of) {
      if (choice.until === null || choice.until > this.#clock()) continue
      this.#of.set(userId, { ...choice, availability: 'auto', until: null })
      over.push(userId)
    }
    return over
  }
}
