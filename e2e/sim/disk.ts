import { SQLiteError } from 'bun:sqlite'
import type { Store } from '@parley/server/database/store.ts'
import type { Loop } from './loop.ts'
import type { Random } from './random.ts'

/** A named moment of a group's commit at which a process may end. */
export type CommitPoint = 'before the commit' | 'after the commit'

/** What the disk does to a commit. */
type Trouble = { code: 'SQLITE_FULL' | 'SQLITE_IOERR_FSYNC'; until: number; onHit: () => void }

/**
 * The stored data, and the time that it takes to store: lives of a server lease it one after the other. A life that ends
 * leaves what it committed and nothing else. It is at hand (what is read is there in the same turn, as with SQLite in the
 * process), or elsewhere: then reads and commits take time, and others have their turn meanwhile.
 */
export class Disk {
  readonly #store: Store
  readonly #loop: Loop
  readonly #random: Random
  readonly #isElsewhere: boolean
  #slowUntil = 0
  #trouble: Trouble | null = null
  #point: { at: CommitPoint; onHit: () => void } | null = null
  #abandon: ((cause: Error) => void) | null = null

  constructor(store: Store, loop: Loop, random: Random) {
    this.#store = store
    this.#loop = loop
    this.#random = random
    this.#isElsewhere = random.isOneIn(2)
  }

  /** Commits take up to half a second. */
  beSlow(until: number): void {
    this.#slowUntil = until
  }

  fail(trouble: Trouble): void {
    this.#trouble = trouble
  }

  /** Ends the process that comes to this point next. */
  endAt(at: CommitPoint, onHit: () => void): void {
    this.#point = { at, onHit }
  }

  heal(): void {
    this.#slowUntil = 0
    this.#trouble = this.#point = null
  }

  /** A store for one life of a process: once that is over nothing of it is answered. */
  lease(isAlive: () => boolean): Store {
    const whileAlive = async <T>(work: () => Promise<T>): Promise<T> => {
      if (!isAlive()) return forEver()
      try {
        const done = await work()
        return isAlive() ? done : await forEver<T>()
      } catch (error) {
        if (isAlive()) throw error
        return forEver()
      }
    }
    return {
      ...this.#store,
      read: (work) =>
        whileAlive(async () => {
          const read = await this.#store.read(work)
          if (this.#isElsewhere) await this.#loop.pause(this.#random.between(0, 15))
          return read
        }),
      writer: {
        ...this.#store.writer,
        group: (work) =>
          whileAlive(() =>
            this.#store.writer
              .group(async (reader) => {
                const result = await work(reader)
                await this.#commit()
                return result
              })
              .then((result) => this.#committed(result)),
          ),
      },
    }
  }

  /** The process is gone: what it did not commit is undone. */
  abandon(): void {
    this.#abandon?.(new Error('the process is gone'))
    this.#abandon = null
  }

  async #commit(): Promise<void> {
    if (this.#isElsewhere) await this.#wait(this.#random.between(1, 10))
    if (this.#loop.now < this.#slowUntil) await this.#wait(this.#random.between(5, 500))
    const trouble = this.#trouble
    if (trouble && this.#loop.now < trouble.until) {
      trouble.onHit()
      throw sqliteError(trouble.code)
    }
    await this.#pointed('before the commit')
  }

  async #committed<T>(result: T): Promise<T> {
    await this.#pointed('after the commit')
    if (this.#isElsewhere) await this.#wait(this.#random.between(0, 5))
    return result
  }

  async #pointed(at: CommitPoint): Promise<void> {
    if (this.#point?.at !== at) return
    const { onHit } = this.#point
    this.#point = null
    this.#loop.soon(onHit)
    await this.#wait(1)
  }

  /** Waits, unless the process ends meanwhile: then what it waited for fails. */
  #wait(ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#abandon = reject
      this.#loop.after(ms, () => {
        this.#abandon = null
        resolve()
      })
    })
  }
}

/** Who is gone is answered nothing. A promise of its own each time, for one that all wait on keeps them all in memory. */
function forEver<T>(): Promise<T> {
  return new Promise(() => {})
}

function sqliteError(code: Trouble['code']): Error {
  return Object.assign(Object.create(SQLiteError.prototype) as Error, { code, message: code })
}
