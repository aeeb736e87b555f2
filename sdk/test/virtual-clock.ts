type Timer = { at: number; order: number; run: () => void }

/** Time that passes only when a test says so. */
export class VirtualClock {
  now = 1_000
  #order = 0
  #timers: Timer[] = []

  after = (ms: number, run: () => void): (() => void) => {
    const timer = { at: this.now + Math.max(0, ms), order: this.#order++, run }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** Lets everything happen that needs no time. */
  async settle(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve))
  }

  /** Lets time pass, timer by timer. */
  async advance(ms: number): Promise<void> {
    const until = this.now + ms
    await this.settle()
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#timers = this.#timers.filter((other) => other !== next)
      this.now = Math.max(this.now, next.at)
      next.run()
      await this.settle()
    }
    this.now = until
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.length
  }

  #next(until: number): Timer | undefined {
    return this.#timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at || a.order - b.order)[0]
  }
}

/** Numbers from 0 to 1 that are the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
