/** Longer than the time between two heartbeats of a connection. */
const KEEP_MS = 60_000

/** The heads of the logs that moved lately, as far as they were published here. */
export class RecentHeads {
  /** In the order of the last move. */
  readonly #heads = new Map<string, { head: number; at: number }>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  note(logId: string, head: number): void {
    const now = this.#now()
    this.#heads.delete(logId)
    this.#heads.set(logId, { head, at: now })
    for (const [oldest, { at }] of this.#heads) {
      if (at >= now - KEEP_MS) return
      this.#heads.delete(oldest)
    }
  }

  /** The head of a log that moved at `since` or later; null for one that did not. `since` is at most 60 s ago. */
  movedSince(logId: string, since: number): number | null {
    const found = this.#heads.get(logId)
    return found !== undefined && found.at >= since ? found.head : null
  }
}
