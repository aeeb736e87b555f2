import { ERRORS } from '@parley/protocol/errors.ts'
import type { CommandResult } from '@parley/protocol/frames.ts'
import { LIMITS } from '@parley/protocol/limits.ts'

/** A command that waits to be carried out. */
export type Queued = { name: string; input: { id: string } }

/** The commands of one room, of which a batch at a time is on its way, in order. */
export class RoomQueue {
  readonly #commands: Queued[] = []
  #inFlight = 0

  get size(): number {
    return this.#commands.length
  }

  /** How many are on their way. */
  get inFlight(): number {
    return this.#inFlight
  }

  add(command: Queued): void {
    this.#commands.push(command)
  }

  /** The next batch; nothing while one is on its way. */
  take(): Queued[] {
    if (this.#inFlight > 0) return []
    const batch = this.#commands.slice(0, LIMITS.commandsPerBatch)
    this.#inFlight = batch.length
    return batch
  }

  /** Nobody knows what became of the batch: it goes again. */
  giveUp(): void {
    this.#inFlight = 0
  }

  /** Takes out what is settled. Answers how many were carried out, and the error after which the rest must wait. */
  settle(results: readonly CommandResult[]): { done: number; code: string | null } {
    this.#inFlight = 0
    let done = 0
    for (const result of results) {
      if ('error' in result && ERRORS[result.error.code].retryable) return { done, code: result.error.code }
      this.#commands.shift()
      if ('outcome' in result) done += 1
    }
    return { done, code: null }
  }
}
