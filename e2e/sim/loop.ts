import { drainMicrotasks } from 'bun:jsc'

type Timer = { at: number; order: number; run: (() => void) | null }

/**
 * Virtual time. Whatever a step sets in motion (promises, immediates) is over before the next step begins, so that one
 * order of steps is one run.
 */
export class Loop {
  now = 0
  #order = 0
  readonly #heap: Timer[] = []
  readonly #soon: (() => void)[] = []
  #next = 0

  /** Runs something later; the answer calls it off. */
  after = (ms: number, run: () => void): (() => void) => this.at(this.now + Math.max(0, ms), run)

  /** Runs something at a moment; what was asked for first is first. */
  at(moment: number, run: () => void): () => void {
    const timer: Timer = { at: Math.max(this.now, moment), order: this.#order++, run }
    this.#push(timer)
    return () => {
      timer.run = null
    }
  }

  /** Runs something when the present step is over, before any timer. */
  soon = (run: () => void): void => {
    this.#soon.push(run)
  }

  /** Resolves after some time. */
  pause = (ms: number): Promise<void> => new Promise((resolve) => this.after(ms, resolve))

  /** Lets time pass until a moment, step by step. It must not be called from a promise's continuation. */
  runUntil(until: number): void {
    this.settle()
    for (let timer = this.#pop(until); timer; timer = this.#pop(until)) {
      this.now = timer.at
      timer.run?.()
      this.settle()
    }
    this.now = until
  }

  /** Lets everything happen that needs no time. */
  settle(): void {
    drainMicrotasks()
    for (; this.#next < this.#soon.length; this.#next += 1) {
      this.#soon[this.#next]?.()
      drainMicrotasks()
    }
    this.#soon.length = this.#next = 0
  }

  #push(timer: Timer): void {
    const heap = this.#heap
    let index = heap.push(timer) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!isBefore(timer, heap[parent]!)) break
      heap[index] = heap[parent]!
      index = parent
    }
    heap[index] = timer
  }

  #pop(until: number): Timer | null {
    const heap = this.#heap
    for (let first = heap[0]; first && first.at <= until; first = heap[0]) {
      const last = heap.pop()!
      if (heap.length > 0) this.#sink(last)
      if (first.run) return first
    }
    return null
  }

  #sink(timer: Timer): void {
    const heap = this.#heap
    let index = 0
    for (;;) {
      let child = index * 2 + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1
      if (!isBefore(heap[child]!, timer)) break
      heap[index] = heap[child]!
      index = child
    }
    heap[index] = timer
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}
