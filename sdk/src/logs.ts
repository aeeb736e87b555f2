import type { LogEvent } from '@parley/protocol/events.ts'
import type { ServerFrame } from '@parley/protocol/frames.ts'
import type { Cursors } from '@parley/protocol/logs.ts'
import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import type { Person } from '@parley/protocol/users.ts'
import { LogFollower } from './log-follower.ts'

/** What following logs needs. */
export type LogsPorts = {
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
    try {
      const { logs, resets, gone } = await this.#ports.read({ cursors: { [log]: after } })
      for (const { events, people } of logs) follower.receive(events, people)
      for (const reset of resets) this.receive({ t: 'reset', ...reset })
      for (const lost of gone) this.receive({ t: 'gone', log: lost })
      // An answer without anything new would be asked for in a circle.
      follower.answered(follower.cursor > after)
    } catch {
      follower.answered(false)
    }
  }
}
