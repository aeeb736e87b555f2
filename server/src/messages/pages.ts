import { LIMITS } from '@parley/protocol/limits.ts'
import type { QueryInput } from '@parley/protocol/queries.ts'
import type { MessageTable } from '../database/schema.ts'

/** A page in the order of the log, and whether there is more on either side. */
export type Page = { rows: MessageTable[]; hasOlder: boolean; hasNewer: boolean }

/** Where the messages come from: at most `limit` before a seq, the last first, or after it, the first first. */
export type Source = {
  before: (seq: number, limit: number) => Promise<MessageTable[]>
  after: (seq: number, limit: number) => Promise<MessageTable[]>
}

type Place = Pick<QueryInput<'room.history'>, 'before' | 'after' | 'around' | 'limit'>

/** Reads the last messages, or those before, after or around a seq. */
export async function readPage(source: Source, input: Place): Promise<Page> {
  const limit = input.limit ?? LIMITS.historyPage
  if (input.around !== undefined) return readAround(source, input.around, limit)
  if (input.after !== undefined) {
    const newer = await readAfter(source, input.after, limit)
    const older = await readBefore(source, input.after + 1, 1)
    return { rows: newer.rows, hasOlder: older.rows.length > 0, hasNewer: newer.hasMore }
  }
  const older = await readBefore(source, input.before ?? Number.MAX_SAFE_INTEGER, limit)
  const newer = input.before === undefined ? [] : (await readAfter(source, input.before - 1, 1)).rows
  return { rows: older.rows, hasOlder: older.hasMore, hasNewer: newer.length > 0 }
}

async function readAround(source: Source, seq: number, limit: number): Promise<Page> {
  const half = Math.floor(limit / 2)
  const older = await readBefore(source, seq, half)
  const newer = await readAfter(source, seq - 1, limit - half)
  return { rows: [...older.rows, ...newer.rows], hasOlder: older.hasMore, hasNewer: newer.hasMore }
}

type Part = { rows: MessageTable[]; hasMore: boolean }

/** Reads one more than asked for: it tells whether there is more without counting. */
async function readBefore(source: Source, before: number, limit: number): Promise<Part> {
  const rows = await source.before(before, limit + 1)
  return { rows: rows.slice(0, limit).reverse(), hasMore: rows.length > limit }
}

async function readAfter(source: Source, after: number, limit: number): Promise<Part> {
  const rows = await source.after(after, limit + 1)
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit }
}
