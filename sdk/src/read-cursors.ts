import { ParleyError } from '@parley/protocol/errors.ts'
import { TIMES } from '@parley/protocol/limits.ts'
import type { Ports } from './ports.ts'
import { isRetryable } from './wire.ts'

/** What sending read cursors needs. */
export type ReadCursorsParts = {
  ports: Ports
  advance(roomId: string, seq: number): Promise<unknown>
  /** Hears what the server is yet to be told of a room, to keep it; null: it knows. */
  noted?(roomId: string, seq: number | null): void
}

/** Sends how far one has read: at most every 2 s a room, only the last of several, and again until it is known. */
export class ReadCursors {
  #wanted = new Map<string, number>()
  /** By room, what calls off the next look. */
  #resting = new Map<string, () => void>()
  readonly #parts: ReadCursorsParts

  constructor(parts: ReadCursorsParts) {
    this.#parts = parts
  }

  /** One has read a room up to a seq. */
  advance(roomId: string, seq: number): void {
    if (seq <= (this.#wanted.get(roomId) ?? 0)) return
    this.#wanted.set(roomId, seq)
    this.#parts.noted?.(roomId, seq)
    this.#flush(roomId)
  }

  /** Sends what a former life of the client did not come to. */
  resume(unsent: Readonly<Record<string, number>> = {}): void {
    for (const [roomId, seq] of Object.entries(unsent)) this.advance(roomId, seq)
  }

  /** Forgets what was not sent: it is somebody else's, or is sent by whoever starts again. */
  clear(): void {
    this.#wanted.clear()
    for (const cancel of this.#resting.values()) cancel()
    this.#resting.clear()
  }

  #flush(roomId: string): void {
    const seq = this.#wanted.get(roomId)
    if (seq === undefined || this.#resting.has(roomId)) return
    const next = () => {
      this.#resting.delete(roomId)
      this.#flush(roomId)
    }
    this.#resting.set(roomId, this.#parts.ports.after(TIMES.cursorEveryMs, next))
    void this.#send(roomId, seq)
  }

  async #send(roomId: string, seq: number): Promise<void> {
    try {
      await this.#parts.advance(roomId, seq)
    } catch (error) {
      if (!(error instanceof ParleyError) || isRetryable(error)) return
    }
    if (this.#wanted.get(roomId) !== seq) return
    this.#wanted.delete(roomId)
    this.#parts.noted?.(roomId, null)
  }
}
