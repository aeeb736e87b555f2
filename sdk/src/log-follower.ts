import type { LogEvent } from '@parley/protocol/events.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { Person } from '@parley/protocol/users.ts'

type Held = { event: LogEvent; people: readonly Person[] }

/** What a follower does with what it hears. */
export type FollowerPorts = {
  /** Consecutive events, each once, in the order of the log. */
  apply(events: LogEvent[], people: Person[]): void
  /** Asks for what comes after a cursor; `answered` must be called afterwards, whatever came of it. */
  ask(after: number): void
}

/** Brings one log's events into order: what is next is applied, what is known is ignored, what is early is held and the missing range asked for once. */
export class LogFollower {
  #cursor: number
  #head: number
  #held = new Map<number, Held>()
  #isAsking = false
  readonly #ports: FollowerPorts

  constructor(cursor: number, ports: FollowerPorts) {
    this.#cursor = cursor
    this.#head = cursor
    this.#ports = ports
  }

  /** The last seq that was applied. */
  get cursor(): number {
    return this.#cursor
  }

  /** Takes a frame, whether it is the next, early, late or a repeat. */
  receive(events: readonly LogEvent[], people: readonly Person[]): void {
    const ready: Held[] = []
    for (const event of events) {
      this.#head = Math.max(this.#head, event.seq)
      if (event.seq <= this.#cursor) continue
      if (event.seq > this.#cursor + 1) this.#hold({ event, people })
      else this.#take({ event, people }, ready)
    }
    if (ready.length > 0) this.#apply(ready)
    this.askIfBehind()
  }

  /** Hears where the log stands; asks for what did not come. */
  hear(head: number): void {
    this.#head = Math.max(this.#head, head)
    this.askIfBehind()
  }

  /** The range that was asked for has come, as far as it goes. False: it could not be had, and is asked for later. */
  answered(isComplete: boolean): void {
    this.#isAsking = false
    if (isComplete) this.askIfBehind()
  }

  /** Asks for what is known to be missing, unless that is asked for already. */
  askIfBehind(): void {
    if (this.#isAsking || this.#head <= this.#cursor) return
    this.#isAsking = true
    this.#ports.ask(this.#cursor)
  }

  #take(first: Held, ready: Held[]): void {
    for (let next: Held | undefined = first; next; next = this.#held.get(this.#cursor + 1)) {
      this.#cursor = next.event.seq
      this.#held.delete(this.#cursor)
      ready.push(next)
    }
  }

  #hold(early: Held): void {
    if (this.#held.size < LIMITS.heldEvents) this.#held.set(early.event.seq, early)
  }

  #apply(ready: Held[]): void {
    const people = new Set(ready.map((held) => held.people))
    this.#ports.apply(
      ready.map((held) => held.event),
      [...people].flat(),
    )
  }
}
