/** Numbers that are the same for the same seed and name, whatever else asks for numbers. */
export class Random {
  #state: number

  constructor(seed: number, name: string) {
    this.#state = Number(BigInt.asUintN(32, Bun.hash.wyhash(`${seed} ${name}`)))
  }

  /** From 0 up to, not including, 1. */
  next = (): number => {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number below `most`. */
  below(most: number): number {
    return Math.floor(this.next() * most)
  }

  between(least: number, most: number): number {
    return least + this.next() * (most - least)
  }

  isOneIn(n: number): boolean {
    return this.next() * n < 1
  }

  /** One of some values, each as often as its weight says. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T {
    const entries = Object.entries(weights) as [T, number][]
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [value, weight] of entries) {
      left -= weight
      if (left < 0) return value
    }
    return entries[0]![0]
  }

  bytes(into: Uint8Array): void {
    for (let index = 0; index < into.length; index += 1) into[index] = this.below(256)
  }
}
