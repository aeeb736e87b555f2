import * as z from 'zod/mini'
import { query, withSession } from './define.ts'
import { LogEvent } from './events.ts'
import { LIMITS } from './limits.ts'
import { Person } from './users.ts'
import { Seq } from './values.ts'

/** For each log (a room's id, or one's own user id) the last seq that the client has applied; at most 500. */
export const Cursors = z
  .record(z.string(), Seq)
  .check(z.refine((cursors) => Object.keys(cursors).length <= LIMITS.cursorsPerFrame, 'These are too many logs.'))
export type Cursors = z.infer<typeof Cursors>

/** Consecutive events of one log, in order, with everyone they refer to. */
export const Events = z.object({
  log: z.string(),
  events: z.array(LogEvent),
  people: z.array(Person),
})
export type Events = z.infer<typeof Events>

/** Why a client must load a log's window again instead of catching up. */
export const ResetReason = z.enum(['too_far', 'below_tail', 'epoch', 'ahead'])

/** A log that cannot be continued from the client's cursor. */
export const Reset = z.object({ log: z.string(), reason: ResetReason, head: Seq, tail: Seq })
export type Reset = z.infer<typeof Reset>

/** Reads several logs after their cursors; waits for the first event if there is none and `waitS` says so (long poll). */
export const logRead = query('log.read', {
  about: 'What happened in several logs after their cursors. With `waitS` it waits for the first event: a long poll.',
  input: {
    cursors: Cursors,
    epoch: z.optional(z.string()),
    waitS: z.optional(z.int().check(z.gte(0), z.lte(LIMITS.pollWaitS))),
  },
  output: z.object({
    epoch: z.string(),
    logs: z.array(Events),
    resets: z.array(Reset),
    /** Logs that one may not read, or no longer. */
    gone: z.array(z.string()),
    /** True: more can be read at once. */
    hasMore: z.boolean(),
  }),
  errors: ['bad_input', 'not_logged_in', 'too_fast', 'busy'],
  allow: withSession,
})
