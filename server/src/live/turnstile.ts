/**
 * Lets in so many a second and asks the others to come back when it will be their turn: if all were asked to come back at
 * the same moment, the same number of them would be refused again, with a handshake each.
 */
export class Turnstile {
  readonly #perS: number
  readonly #now: () => number
  #free: number
  #at: number
  /** Until when those who were asked to come back are expected to take all that becomes free. */
  #promisedAt: number

  constructor(options: { perS: number; now: () => number }) {
    this.#perS = options.perS
    this.#now = options.now
    this.#free = options.perS
    this.#at = this.#promisedAt = options.now()
  }

  /** Answers 0, or the whole seconds after which to come back. */
  enter(): number {
    const now = this.#now()
    this.#free = Math.min(this.#perS, this.#free + ((now - this.#at) / 1_000) * this.#perS)
    this.#at = now
    if (this.#free >= 1) {
      this.#free -= 1
      return 0
    }
    this.#promisedAt = Math.max(now, this.#promisedAt) + 1_000 / this.#perS
    return Math.min(MOST_S, Math.max(1, Math.ceil((this.#promisedAt - now) / 1_000)))
  }
}

/** Whoever would have to wait longer asks again before: others may have gone away. */
const MOST_S = 30
