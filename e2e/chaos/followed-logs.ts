import type { LogEvent } from '@parley/protocol/events.ts'

/** Where a client stands in each of its logs, by the rule that every client of the protocol keeps. */
export class FollowedLogs {
  readonly #cursors: Map<string, number>
  readonly #wanted: Set<string>
  readonly #asked = new Set<string>()
  readonly #readSeqs = new Map<string, number>()

  constructor(logs: readonly string[], heads: Readonly<Record<string, number>>) {
    this.#wanted = new Set(logs)
    this.#cursors = new Map(logs.map((log) => [log, heads[log] ?? 0]))
  }

  /** All that are wanted, for a hello. */
  get cursors(): Record<string, number> {
    return Object.fromEntries([...this.#wanted].map((log) => [log, this.cursor(log)]))
  }

  cursor(log: string): number {
    return this.#cursors.get(log) ?? 0
  }

  wants(log: string): boolean {
    return this.#wanted.has(log)
  }

  /** One may read it, or no longer. */
  want(log: string, isWanted: boolean): void {
    if (isWanted) this.#wanted.add(log)
    else this.#wanted.delete(log)
  }

  /** Moves on where it is the next event. */
  take(log: string, { seq }: LogEvent): 'next' | 'old' | 'early' {
    const cursor = this.cursor(log)
    if (seq <= cursor) return 'old'
    if (seq > cursor + 1) return 'early'
    this.#cursors.set(log, seq)
    return 'next'
  }

  /** The log is gone on with at its head; what lies between is not known. */
  jump(log: string, head: number): void {
    this.#cursors.set(log, head)
  }

  /** Whether what is missing of the log is to be asked for: once until everything that was asked for came. */
  asksFor(log: string): boolean {
    if (this.#asked.has(log) || !this.#wanted.has(log)) return false
    this.#asked.add(log)
    return true
  }

  gotAll(): void {
    this.#asked.clear()
  }

  isBehind(heads: Readonly<Record<string, number>>): boolean {
    return [...this.#wanted].some((log) => (heads[log] ?? 0) > this.cursor(log))
  }

  /** One has read a room up to here, as one was told or as one's own words show. */
  hasRead(room: string, seq: number): void {
    this.#readSeqs.set(room, Math.max(seq, this.#readSeqs.get(room) ?? 0))
  }

  get readSeqs(): ReadonlyMap<string, number> {
    return this.#readSeqs
  }
}
