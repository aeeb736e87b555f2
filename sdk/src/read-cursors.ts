import { ParleyError } from '@parley/protocol/errors.ts'
import { TIMES } from '@parley/protocol/limits.ts'
import type { Ports } from './ports.ts'
import { isRetryable } from './wire.ts'

/** What sending read cursors needs. */
export type ReadCursorsParts = { ports: Ports; advance(roomId: string, seq: number): Promise<unknown> }

/** Sends how far one has read: at most every 2 s a room, only the last of several, and again until it is known. */
export class ReadCursors {
  #wanted = new Map<string, number>()
  #resting = new Set<string>()
  readonly #parts: ReadCursorsParts

  constructor(parts: ReadCursorsParts) {
    this.#parts = parts
  }

  /** One has read a room up to a seq. */
  advance(roomId: string, seq: number): void {
    if (seq <= (this.#wanted.get(roomId) ?? 0)) return
    this.#wanted.set(roomId, seq)
    this.#flush(roomId)
  }

  #flush(roomId: string): void {
    const seq = this.#wanted.get(roomId)
    if (seq === undefined || this.#resting.has(roomId)) return
    this.#resting.add(roomId)
    void this.#send(roomId, seq)
    this.#parts.ports.after(TIMES.cursorEveryMs, () => {
      this.#resting.delete(roomId)
      this.#flush(roomId)
    })
  }

  async #send(roomId: string, seq: number): Promise<void> {
    try {
      await this.#parts.advance(roomId, seq)
    } catch (error) {
      if (!(error instanceof ParleyError) || isRetryable(error)) return
    }
    if (this.#wanted.get(roomId) === seq) this.#wanted.delete(roomId)
  }
}
