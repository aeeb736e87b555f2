/** A source of randomness that one number determines: what was chosen can be chosen again. */
export class Random {
  #state: number

  constructor(seed: number | string) {
    this.#state = Number(BigInt.asUintN(32, BigInt(Bun.hash(String(seed)))))
  }

  /** From 0 up to, not including, 1. (mulberry32, Tommy Ettinger, public domain) */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }

  /** A number of the same chance in each order of magnitude. */
  magnitude(from: number, to: number): number {
    return from * (to / from) ** this.next()
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)]
    if (item === undefined) throw new Error('there is nothing to pick from')
    return item
  }
}
