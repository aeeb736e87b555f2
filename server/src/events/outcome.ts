import type { Outcome } from '@parley/protocol/define.ts'
import type { Reader, Transaction } from '../database/transaction.ts'
import { toInstant } from '../instant.ts'
import { append, type Appended } from './append.ts'

/** What a command answers after it appended an event. */
export function outcomeOf(appended: Appended): Outcome {
  return { logId: appended.logId, seq: appended.seq, at: toInstant(appended.at), subjectId: appended.subjectId }
}

/**
 * What a command answers that found everything as it was to be, and that a late repeat could find otherwise: an event in the
 * sender's own log, which says nothing but keeps the answer.
 */
export async function recordUnchanged(tx: Transaction, actorId: string, subjectId: string): Promise<Outcome> {
  return outcomeOf(await append(tx, actorId, { type: 'nothing.changed', subjectId }))
}

/** What a command answers that changed nothing and that no repeat could make change anything: the log as it stands. */
export async function unchangedOutcome(reader: Reader, logId: string, subjectId: string): Promise<Outcome> {
  const log = await reader.db
    .selectFrom('logs')
    .select(['head', 'last_at'])
    .where('id', '=', logId)
    .executeTakeFirstOrThrow()
  return { logId, seq: log.head, at: toInstant(log.last_at), subjectId }
}
