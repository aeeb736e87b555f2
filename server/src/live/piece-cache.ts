import type { EncodedEvents } from './frames.ts'

/** Long enough for the herd that comes back after a restart. */
const KEEP_MS = 5_000
const MAX_PIECES = 32

/**
 * Pieces of rooms' logs that were just read, so that one read of the database serves all who need the same range. What a
 * piece says depends on where it begins and on the log's head alone, but for names: those are why it is not kept for long.
 */
export class PieceCache {
  readonly #pieces = new Map<string, { piece: EncodedEvents; at: number }>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  get(logId: string, cursor: number, head: number): EncodedEvents | null {
    const found = this.#pieces.get(keyOf(logId, cursor, head))
    return found && this.#now() - found.at < KEEP_MS ? found.piece : null
  }

  put(logId: string, cursor: number, head: number, piece: EncodedEvents): void {
    this.#pieces.set(keyOf(logId, cursor, head), { piece, at: this.#now() })
    const [oldest] = this.#pieces.keys()
    if (this.#pieces.size > MAX_PIECES && oldest !== undefined) this.#pieces.delete(oldest)
  }
}

function keyOf(logId: string, cursor: number, head: number): string {
  return `${cursor} ${head} ${logId}`
}
