/**
 * Work that is done one after the other, in the order in which it came: async handlers do not keep order by themselves.
 * Between two pieces the event loop turns, so that whoever sends many frames at once holds up nobody else.
 */
export class Turns {
  readonly #waiting: { work: () => Promise<void>; bytes: number }[] = []
  readonly #onError: (error: unknown) => void
  #bytes = 0
  #isWorking = false
  #whenIdle: (() => void)[] = []

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError
  }

  /** Bytes of the frames that wait for their turn. */
  get bytes(): number {
    return this.#bytes
  }

  add(work: () => Promise<void>, bytes = 0): void {
    this.#waiting.push({ work, bytes })
    this.#bytes += bytes
    if (!this.#isWorking) void this.#workOff()
  }

  /** Resolves when nothing waits and nothing is being done. */
  idle(): Promise<void> {
    return this.#isWorking ? new Promise((resolve) => this.#whenIdle.push(resolve)) : Promise.resolve()
  }

  /** Forgets what did not begin. */
  clear(): void {
    this.#waiting.length = 0
    this.#bytes = 0
  }

  async #workOff(): Promise<void> {
    this.#isWorking = true
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      try {
        await next.work()
      } catch (error) {
        this.#onError(error)
      }
      this.#bytes = Math.max(0, this.#bytes - next.bytes)
      if (this.#waiting.length > 0) await new Promise((resolve) => setImmediate(resolve))
    }
    this.#isWorking = false
    for (const resolve of this.#whenIdle.splice(0)) resolve()
  }
}
