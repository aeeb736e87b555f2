import type { EncodedEvents } from './frames.ts'

/** Long enough for the herd that comes back after a restart. */
const KEEP_MS = 5_000
/** The latest pieces of a few thousand rooms in which little was said, or of a hundred in which much was. */
const MAX_BYTES = 16_777_216

/**
 * Pieces of rooms' logs that were just read, so that one read of the database serves all who need the same range. What a
 * piece says depends on where it begins and on the log's head alone, but for names: those are why it is not kept for long.
 */
export class PieceCache {
  /** In the order in which they were read. */
  readonly #pieces = new Map<string, { piece: EncodedEvents; at: number }>()
  readonly #now: () => number
  readonly #maxBytes: number
  #bytes = 0

  constructor(now: () => number, maxBytes = MAX_BYTES) {
    this.#now = now
    this.#maxBytes = maxBytes
  }

  get(logId: string, cursor: number, head: number): EncodedEvents | null {
    const found = this.#pieces.get(keyOf(logId, cursor, head))
    return found && this.#now() - found.at < KEEP_MS ? found.piece : null
  }

  put(logId: string, cursor: number, head: number, piece: EncodedEvents): void {
    const key = keyOf(logId, cursor, head)
    this.#forget(key)
    this.#pieces.set(key, { piece, at: this.#now() })
    this.#bytes += piece.text.length
    for (const oldest of this.#pieces.keys()) {
      if (this.#bytes <= this.#maxBytes) return
      this.#forget(oldest)
    }
  }

  /** Once a second: what is too old is not kept until something else comes. */
  round(): void {
    const now = this.#now()
    for (const [key, { at }] of this.#pieces) {
      if (now - at < KEEP_MS) return
      this.#forget(key)
    }
  }

  /** Characters of all pieces that are kept. */
  get size(): number {
    return this.#bytes
  }

  #forget(key: string): void {
    this.#bytes -= this.#pieces.get(key)?.piece.text.length ?? 0
    this.#pieces.delete(key)
  }
}

function keyOf(logId: string, cursor: number, head: number): string {
  return `${cursor} ${head} ${logId}`
}
