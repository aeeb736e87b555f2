import { ParleyError } from '@parley/protocol/errors.ts'
import { hasAllowedLength } from './password-rules.ts'

// OWASP's figures for argon2id with one pass; Bun computes with one lane.
const ARGON2ID = { algorithm: 'argon2id', memoryCost: 46 * 1_024, timeCost: 1 } as const

/** The hash of a password that nobody has: what an unknown user's password is compared with, at the same cost. */
export const NOBODYS_HASH =
  '$argon2id$v=19$m=47104,t=1,p=1$Ox/57Zax+0fNzdSykMza/6rS5QXOASa4RGhm3yyviHs$Q3nabJxvBZbeIhizhYtOOrcdEMYzwHWHr1JqpqVh/OY'

export type PasswordOptions = {
  /** How many may wait for their turn before `busy` is the answer. */
  queue: number
  /** How many are computed at once; each takes 46 MiB and a core. */
  atOnce?: number
  hash?: (password: string) => Promise<string>
  verify?: (password: string, hash: string) => Promise<boolean>
}

/** Hashes and checks passwords off the main thread, a few at once, so that guessing cannot take all cores. */
export class Passwords {
  readonly #waiting: (() => void)[] = []
  readonly #queue: number
  readonly #hash: (password: string) => Promise<string>
  readonly #verify: (password: string, hash: string) => Promise<boolean>
  #free: number

  constructor(options: PasswordOptions) {
    this.#queue = options.queue
    this.#free = options.atOnce ?? Math.max(1, navigator.hardwareConcurrency - 1)
    this.#hash = options.hash ?? ((password) => Bun.password.hash(password, ARGON2ID))
    this.#verify = options.verify ?? ((password, hash) => Bun.password.verify(password, hash))
  }

  /** Hashes a password that passed the rules. Throws `weak_password` for a length out of range, `busy` when too many wait. */
  async hash(password: string): Promise<string> {
    if (!hasAllowedLength(password)) throw new ParleyError('weak_password', { field: 'password' })
    return this.#inTurn(() => this.#hash(password.normalize('NFC')))
  }

  /**
   * Tells whether a password belongs to a hash. Null, for a user who is unknown or has no password, is answered no after
   * the same work. Throws `busy` when too many wait.
   */
  async verify(password: string, hash: string | null): Promise<boolean> {
    if (!hasAllowedLength(password)) return false
    const isRight = await this.#inTurn(() => this.#verify(password.normalize('NFC'), hash ?? NOBODYS_HASH))
    return isRight && hash !== null
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1
    else await this.#turn()
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#free += 1
      else next()
    }
  }

  #turn(): Promise<void> {
    if (this.#waiting.length >= this.#queue) throw new ParleyError('busy', { retryS: 2 })
    return new Promise((resolve) => this.#waiting.push(resolve))
  }
}
