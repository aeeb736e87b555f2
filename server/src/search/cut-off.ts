import type { Reader } from '../database/transaction.ts'
import { type Block, type MessagePlace, timesOf } from './blocks.ts'

/** Places of a block in ascending order. */
type Listed = { block: Block; seqs: readonly number[] }
/** The first `low` of them are old enough, and those from `high` on are not. */
type Span = { roomId: string; seqs: readonly number[]; low: number; high: number }

/**
 * Leaves out what is newer than asked for, in all blocks at once: times only grow in a room, so that each question halves
 * what is left of every block, and a database that is a network away is asked a dozen times and not a dozen times a block.
 */
export async function cutOff(reader: Reader, latest: number, listed: readonly Listed[]): Promise<number[][]> {
  const spans = listed.map(({ block, seqs }): Span => {
    const { length } = seqs
    return { roomId: block.roomId, seqs, low: block.lastAt <= latest ? length : 0, high: length }
  })
  for (;;) {
    const open = spans.filter(({ low, high }) => low < high)
    if (open.length === 0) return spans.map(({ seqs, low }) => seqs.slice(0, low))
    const times = await timesOf(reader, open.map(middleOf))
    for (const span of open) halve(span, times, latest)
  }
}

function middleOf({ roomId, seqs, low, high }: Span): MessagePlace {
  return { roomId, seq: seqs[(low + high) >> 1] ?? 0 }
}

function halve(span: Span, times: ReadonlyMap<string, number>, latest: number): void {
  const { roomId, seq } = middleOf(span)
  const middle = (span.low + span.high) >> 1
  if ((times.get(`${roomId} ${seq}`) ?? 0) <= latest) span.low = middle + 1
  else span.high = middle
}
