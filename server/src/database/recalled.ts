import type { Reader } from './transaction.ts'

type Select<A, R> = (reader: Reader, given: A) => Promise<R[]>

/** Rows of one statement that are kept at most. */
const KEPT = 5_000

/**
 * A statement of the posting path whose rows no post changes in what it is asked for: entries that share a memory read them
 * once. The lane begins another memory whenever something else than a post was written, which holds as long as no other process
 * writes to the database; who has none reads.
 */
export function recalled<A, R>(select: Select<A, R>, keyOf: (given: A) => string): Select<A, R> {
  const memories = new WeakMap<object, Map<string, R[]>>()
  return async (reader, given) => {
    const { memory } = reader
    if (memory === undefined) return select(reader, given)
    let kept = memories.get(memory)
    if (kept === undefined || kept.size >= KEPT) {
      kept = new Map<string, R[]>()
      memories.set(memory, kept)
    }
    const key = keyOf(given)
    const there = kept.get(key)
    if (there !== undefined) return there
    const rows = await select(reader, given)
    kept.set(key, rows)
    return rows
  }
}
