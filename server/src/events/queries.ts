import { LIMITS } from '@parley/protocol/limits.ts'
import type { Reset } from '@parley/protocol/logs.ts'
import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import type { KnownActor } from '../actor.ts'
import type { Reader } from '../database/transaction.ts'
import { accessLogs, type LogBounds } from './access.ts'
import { epochOf } from './heads.ts'
import { readLog } from './read-log.ts'

/** Events in one answer of `log.read`, over all logs. */
const EVENTS_PER_ANSWER = 500

/** Answers `log.read` from one moment, without waiting; the long poll waits around it. */
export async function logRead(
  reader: Reader,
  actor: KnownActor,
  input: QueryInput<'log.read'>,
): Promise<QueryOutput<'log.read'>> {
  const epoch = await epochOf(reader)
  const asked = Object.entries(input.cursors)
  const bounds = await accessLogs(
    reader,
    actor,
    asked.map(([log]) => log),
  )
  const answer: QueryOutput<'log.read'> = { epoch, logs: [], resets: [], gone: [], hasMore: false }
  let left = EVENTS_PER_ANSWER
  for (const [log, cursor] of asked) {
    const at = bounds.get(log)
    if (!at) {
      answer.gone.push(log)
      continue
    }
    const reason = resetReason(at, cursor, input.epoch !== undefined && input.epoch !== epoch)
    if (reason) answer.resets.push({ log, reason, ...at })
    else if (at.head > cursor && left === 0) answer.hasMore = true
    else if (at.head > cursor) {
      const read = await readLog(reader, log, cursor, left)
      left -= read.events.length
      answer.logs.push(read)
      if (cursor + read.events.length < at.head) answer.hasMore = true
    }
  }
  return answer
}

/** Why a client cannot go on from its cursor; null where it can. */
export function resetReason(bounds: LogBounds, cursor: number, isOtherEpoch: boolean): Reset['reason'] | null {
  if (isOtherEpoch) return 'epoch'
  if (cursor > bounds.head) return 'ahead'
  if (cursor < bounds.tail) return 'below_tail'
  if (bounds.head - cursor > LIMITS.catchUpEvents) return 'too_far'
  return null
}
