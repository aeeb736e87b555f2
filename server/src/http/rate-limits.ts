/** Milliseconds since some moment, never going backwards. */
export type Clock = () => number

/** So many a second, and so many at once, of one connection: it weighs less than a limit for many keys. */
export class Bucket {
  #tokens: number
  #at: number

  constructor({ burst }: { burst: number }, now: number) {
    this.#tokens = burst
    this.#at = now
  }

  /** Takes one, or `count`. Answers 0, or the seconds after which it is worth trying again. A refused take costs nothing. */
  take({ perS, burst }: { perS: number; burst: number }, now: number, count = 1): number {
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#at) / 1_000) * perS)
    this.#at = now
    if (this.#tokens < count) return Math.max(1, Math.ceil((count - this.#tokens) / perS))
    this.#tokens -= count
    return 0
  }
}

/** So many, and so many at once, for each key. A refused take costs nothing. */
export class RateLimit {
  readonly #buckets = new Map<string, { tokens: number; at: number }>()
  readonly #perS: number
  readonly #burst: number
  readonly #now: Clock
  readonly #maxKeys: number

  constructor(options: { perS: number; burst: number; now: Clock; maxKeys?: number }) {
    this.#perS = options.perS
    this.#burst = options.burst
    this.#now = options.now
    this.#maxKeys = options.maxKeys ?? MAX_KEYS
  }

  /** Takes one, or `count`. Answers 0, or the seconds after which it is worth trying again. */
  take(key: string, count = 1): number {
    const now = this.#now()
    const bucket = this.#buckets.get(key)
    const tokens =
      bucket === undefined
        ? this.#burst
        : Math.min(this.#burst, bucket.tokens + ((now - bucket.at) / 1_000) * this.#perS)
    if (tokens < count) return Math.max(1, Math.ceil((count - tokens) / this.#perS))
    put(this.#buckets, key, { tokens: tokens - count, at: now }, this.#maxKeys)
    return 0
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#buckets.size
  }
}

/** At most so many in any period of a given length, for each key. A refused take costs nothing. */
export class PeriodLimit {
  readonly #times = new Map<string, readonly number[]>()
  readonly #most: number
  readonly #periodMs: number
  readonly #now: Clock
  readonly #maxKeys: number

  constructor(options: { most: number; periodMs: number; now: Clock; maxKeys?: number }) {
    this.#most = options.most
    this.#periodMs = options.periodMs
    this.#now = options.now
    this.#maxKeys = options.maxKeys ?? MAX_KEYS
  }

  /** Takes one. Answers 0, or the seconds after which it is worth trying again. */
  take(key: string): number {
    const now = this.#now()
    const times = (this.#times.get(key) ?? []).filter((time) => time > now - this.#periodMs)
    const [oldest = now] = times
    if (times.length >= this.#most) return Math.max(1, Math.ceil((oldest + this.#periodMs - now) / 1_000))
    put(this.#times, key, [...times, now], this.#maxKeys)
    return 0
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#times.size
  }
}

/** An attacker with many addresses makes many keys; memory is worth more than the memory of the longest idle one. */
const MAX_KEYS = 20_000

function put<V>(map: Map<string, V>, key: string, value: V, maxKeys: number): void {
  map.delete(key)
  map.set(key, value)
  if (map.size <= maxKeys) return
  const [oldest] = map.keys()
  if (oldest !== undefined) map.delete(oldest)
}
