import type { Clock } from './rate-limits.ts'

/** Who tries to log in: `account` is the user name's skeleton, and `isKnownDevice` says that this browser was logged in to it before. */
export type LogInTry = { group: string; account: string; isKnownDevice: boolean }

export type LogInLimitOptions = { perAccount: number; perAddress: number; now: Clock; maxKeys?: number }

/**
 * Slows down guessing. After so many failures in 15 minutes, by (address, account) and by address, each further try must
 * wait twice as long as the one before, up to a minute: never a lock-out, for then anyone could lock out anyone. What an
 * address does to an account is not felt by a device that was logged in to it.
 */
export class LogInLimits {
  readonly #byAccount: Delays
  readonly #byAddress: Delays
  readonly #byDevice: Delays

  constructor({ perAccount, perAddress, now, maxKeys = 20_000 }: LogInLimitOptions) {
    this.#byAccount = new Delays(perAccount, now, maxKeys)
    this.#byAddress = new Delays(perAddress, now, maxKeys)
    this.#byDevice = new Delays(perAccount, now, maxKeys)
  }

  /** Counts a try before its password is looked at. Answers 0, or the seconds to wait before the next. */
  take(attempt: LogInTry): number {
    const limits = this.#limitsOf(attempt)
    const waitS = Math.max(...limits.map(([delays, key]) => delays.waitS(key)))
    if (waitS === 0) for (const [delays, key] of limits) delays.count(key)
    return waitS
  }

  /** Forgets the tries of somebody who got in. What his address did to other accounts stays counted. */
  succeeded(attempt: LogInTry): void {
    for (const [delays, key] of this.#limitsOf(attempt)) {
      if (delays === this.#byAddress) delays.uncount(key)
      else delays.forget(key)
    }
  }

  #limitsOf({ group, account, isKnownDevice }: LogInTry): [Delays, string][] {
    const pair = `${group} ${account}`
    return isKnownDevice
      ? [[this.#byDevice, pair]]
      : [
          [this.#byAccount, pair],
          [this.#byAddress, group],
        ]
  }
}

const PERIOD_MS = 15 * 60_000
const MAX_DELAY_MS = 60_000

type Tries = { times: readonly number[]; nextAt: number }

class Delays {
  readonly #tries = new Map<string, Tries>()
  readonly #free: number
  readonly #now: Clock
  readonly #maxKeys: number

  constructor(free: number, now: Clock, maxKeys: number) {
    this.#free = free
    this.#now = now
    this.#maxKeys = maxKeys
  }

  waitS(key: string): number {
    const nextAt = this.#tries.get(key)?.nextAt ?? 0
    return Math.max(0, Math.ceil((nextAt - this.#now()) / 1_000))
  }

  count(key: string): void {
    const now = this.#now()
    // Sixteen past the limit are as slow as a thousand past it; more are not worth their memory.
    const times = [...this.#recent(key), now].slice(-(this.#free + 16))
    const over = times.length - this.#free
    const nextAt = over < 0 ? 0 : now + Math.min(MAX_DELAY_MS, 1_000 * 2 ** over)
    this.#put(key, { times, nextAt })
  }

  uncount(key: string): void {
    const times = this.#recent(key).slice(0, -1)
    if (times.length === 0) this.forget(key)
    else this.#put(key, { times, nextAt: times.length < this.#free ? 0 : (this.#tries.get(key)?.nextAt ?? 0) })
  }

  forget(key: string): void {
    this.#tries.delete(key)
  }

  #recent(key: string): readonly number[] {
    return (this.#tries.get(key)?.times ?? []).filter((time) => time > this.#now() - PERIOD_MS)
  }

  #put(key: string, tries: Tries): void {
    this.#tries.delete(key)
    this.#tries.set(key, tries)
    const [oldest] = this.#tries.keys()
    if (this.#tries.size > this.#maxKeys && oldest !== undefined) this.#tries.delete(oldest)
  }
}
