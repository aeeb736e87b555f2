/** So much of one connection may be under way at once. */
const AT_ONCE = 16

/** So many short pieces of one connection are begun before the event loop turns. */
const IN_A_ROW = 4

/** What a piece of work may say of its turn. */
export type Turn = {
  /** What comes next may begin, although this is not done. */
  next: () => void
  /** Resolves when everything that began before is done. */
  alone: () => Promise<void>
}

type Work = (turn: Turn) => Promise<void>

/**
 * Work that is begun in the order in which it came: async handlers do not keep order by themselves. A piece begins when
 * the one before it is done, or says that it may. Now and then the event loop turns in between, so that whoever sends
 * many frames at once holds up nobody else.
 */
export class Turns {
  readonly #waiting: { work: Work; bytes: number }[] = []
  readonly #underWay = new Set<Promise<void>>()
  readonly #onError: (error: unknown) => void
  #bytes = 0
  #isBeginning = false
  #whenIdle: (() => void)[] = []

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError
  }

  /** Bytes of the frames that wait for their turn, or are not done. */
  get bytes(): number {
    return this.#bytes
  }

  get #isIdle(): boolean {
    return !this.#isBeginning && this.#underWay.size === 0
  }

  add(work: Work, bytes = 0): void {
    this.#waiting.push({ work, bytes })
    this.#bytes += bytes
    if (!this.#isBeginning) void this.#beginAll()
  }

  /** Resolves when nothing waits and nothing is being done. */
  idle(): Promise<void> {
    return this.#isIdle ? Promise.resolve() : new Promise((resolve) => this.#whenIdle.push(resolve))
  }

  /** Forgets what did not begin. */
  clear(): void {
    for (const { bytes } of this.#waiting.splice(0)) this.#bytes -= bytes
  }

  async #beginAll(): Promise<void> {
    this.#isBeginning = true
    let inARow = 0
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      while (this.#underWay.size >= AT_ONCE) await Promise.race(this.#underWay)
      await this.#begin(next)
      // Nothing is under way: whatever it was, it was done alone.
      inARow = this.#underWay.size === 0 ? IN_A_ROW : inARow + 1
      if (inARow < IN_A_ROW || this.#waiting.length === 0) continue
      inARow = 0
      await new Promise((resolve) => setImmediate(resolve))
    }
    this.#isBeginning = false
    this.#tellIdle()
  }

  /** Resolves when the next piece may begin. */
  #begin({ work, bytes }: { work: Work; bytes: number }): Promise<void> {
    const before = [...this.#underWay]
    const next = Promise.withResolvers<void>()
    const done = this.#doWork(work, { next: next.resolve, alone: async () => void (await Promise.all(before)) })
    this.#underWay.add(done)
    void this.#end(done, bytes, next.resolve)
    return next.promise
  }

  async #doWork(work: Work, turn: Turn): Promise<void> {
    try {
      await work(turn)
    } catch (error) {
      this.#onError(error)
    }
  }

  async #end(done: Promise<void>, bytes: number, next: () => void): Promise<void> {
    await done
    this.#underWay.delete(done)
    this.#bytes -= bytes
    next()
    this.#tellIdle()
  }

  #tellIdle(): void {
    if (!this.#isIdle) return
    for (const resolve of this.#whenIdle.splice(0)) resolve()
  }
}
