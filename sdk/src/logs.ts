import type { LogEvent } from '@parley/protocol/events.ts'
import type { ServerFrame } from '@parley/protocol/frames.ts'
import type { Cursors } from '@parley/protocol/logs.ts'
import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import type { Person } from '@parley/protocol/users.ts'
import { LogFollower } from './log-follower.ts'
import type { Ports } from './ports.ts'

/** What could not be had is asked for again after this, and then ever more rarely. */
const AGAIN_MS = 1_000
const AGAIN_MAX_MS = 30_000

/** What following logs needs. */
export type LogsPorts = Pick<Ports, 'after' | 'random'> & {
  /** Whether the connection stands; where it does not, the next one tells what was missed. */
  isUp(): boolean
  read(input: QueryInput<'log.read'>): Promise<QueryOutput<'log.read'>>
  apply(log: string, events: LogEvent[], people: Person[]): void
  /** The log must be read afresh; it is no longer followed. */
  reset(log: string): void
  /** The log may not be read any more; it is no longer followed. */
  gone(log: string): void
}

/** Follows all logs of one person, each in order and without holes. */
export class Logs {
  #followers = new Map<string, LogFollower>()
  #failures = 0
  #cancelAgain: (() => void) | null = null
  readonly #ports: LogsPorts

  constructor(ports: LogsPorts) {
    this.#ports = ports
  }

  /** The last applied seq of every log that is followed. */
  get cursors(): Cursors {
    return Object.fromEntries([...this.#followers].map(([log, follower]) => [log, follower.cursor]))
  }

  has(log: string): boolean {
    return this.#followers.has(log)
  }

  /** Follows a log from a cursor. */
  add(log: string, cursor: number): void {
    const follower = new LogFollower(cursor, {
      // A follower that was replaced has nothing to say any more.
      apply: (events, people) => this.#followers.get(log) === follower && this.#ports.apply(log, events, people),
      ask: (after) => void this.#readRange(log, follower, after),
    })
    this.#followers.set(log, follower)
  }

  /** Follows a log no longer. */
  drop(log: string): void {
    this.#followers.delete(log)
  }

  /** Follows none. */
  clear(): void {
    this.#followers.clear()
  }

  /** The connection is gone: nothing is asked for until something is heard. */
  rest(): void {
    this.#cancelAgain?.()
    this.#cancelAgain = null
  }

  /** Takes the frames that concern logs, and leaves all others. */
  receive(frame: ServerFrame): void {
    switch (frame.t) {
      case 'events':
        return this.#followers.get(frame.log)?.receive(frame.events, frame.people)
      case 'caught-up':
      case 'heads':
        for (const [log, head] of Object.entries(frame.heads)) this.#followers.get(log)?.hear(head)
        return
      case 'reset':
        if (this.#followers.delete(frame.log)) this.#ports.reset(frame.log)
        return
      case 'gone':
        if (this.#followers.delete(frame.log)) this.#ports.gone(frame.log)
        return
      default:
    }
  }

  async #readRange(log: string, follower: LogFollower, after: number): Promise<void> {
    const isFurther = await this.#readInto(log, follower, after)
    if (isFurther) this.#failures = 0
    // An answer without anything new would be asked for in a circle.
    follower.answered(isFurther)
    // Nothing need ever be heard of a log again in which nobody says anything more.
    if (!isFurther && this.#followers.get(log) === follower && this.#ports.isUp()) this.#askAgainLater()
  }

  async #readInto(log: string, follower: LogFollower, after: number): Promise<boolean> {
    try {
      const { logs, resets, gone } = await this.#ports.read({ cursors: { [log]: after } })
      for (const { events, people } of logs) follower.receive(events, people)
      for (const reset of resets) this.receive({ t: 'reset', ...reset })
      for (const lost of gone) this.receive({ t: 'gone', log: lost })
    } catch {
      // What came of it is all the same: the range is still missing.
    }
    return follower.cursor > after
  }

  /** For all logs together: many that fail at once are one failure. */
  #askAgainLater(): void {
    if (this.#cancelAgain) return
    const longest = Math.min(AGAIN_MAX_MS, AGAIN_MS * 2 ** this.#failures++)
    this.#cancelAgain = this.#ports.after(longest / 2 + (this.#ports.random() * longest) / 2, () => {
      this.#cancelAgain = null
      for (const follower of this.#followers.values()) follower.askIfBehind()
    })
  }
}
