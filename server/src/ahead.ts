import { ParleyError } from '@parley/protocol/errors.ts'
import { LIMITS } from '@parley/protocol/limits.ts'

const DAY_MS = 86_400_000

/** Reads a time that must lie ahead, by a year at most; throws `bad_input` for the field `at`. */
export function readAhead(at: string, now: number): number {
  const ms = Date.parse(at)
  if (Number.isNaN(ms)) throw refused('There is no such time.')
  if (ms <= now) throw refused('This time has passed.')
  if (ms > now + LIMITS.aheadDays * DAY_MS) throw refused('This is more than a year ahead.')
  return ms
}

function refused(problem: string): ParleyError {
  return new ParleyError('bad_input', { field: 'at', problem })
}
