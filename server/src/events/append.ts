import type { EventType } from '@parley/protocol/events.ts'
import { hot } from '../database/hot.ts'
import type { EventTable, MessageTable } from '../database/schema.ts'
import type { Ending, Transaction } from '../database/transaction.ts'

type Fact = {
  type: EventType
  subjectId: string
  /** Facts that are not the subject's state; they never change. */
  detail?: string
  /** Who loses this log at this event, and which sessions end. */
  ends?: Partial<Ending>
}

/** Where an event stands: its log, its seq and its time in milliseconds. */
export type Appended = { logId: string; seq: number; at: number; subjectId: string }

/** Makes the log of a new room or user. */
export async function createLog(tx: Transaction, id: string, kind: 'room' | 'user'): Promise<void> {
  await tx.db.insertInto('logs').values({ id, kind, head: 0, tail: 0, last_at: 0 }).execute()
}

/**
 * Writes the next event of a log. The first event that a command appends bears the command's id, so that a repeat finds it.
 * The seq comes from the log's own row in this transaction: order is commit order, and there are no holes.
 */
export async function append(tx: Transaction, logId: string, fact: Fact): Promise<Appended> {
  const [log] = await advanceHead(tx, { id: logId, now: tx.now })
  if (!log) throw new Error(`there is no log ${logId}`)
  const isFirst = tx.appended.length === 0
  const row = {
    log_id: logId,
    seq: log.head,
    type: fact.type,
    actor_id: tx.mark.actorId,
    command_id: isFirst ? tx.mark.id : null,
    fingerprint: isFirst ? tx.mark.fingerprint : null,
    subject_id: fact.subjectId,
    detail: fact.detail ?? null,
    at: log.last_at,
  }
  await insertEvent(tx, row)
  tx.appended.push({
    row,
    logKind: log.kind,
    ends: { people: [], sessions: [], replaced: [], ...fact.ends },
  })
  return { logId, seq: row.seq, at: row.at, subjectId: row.subject_id }
}

/** Lets a message that was just stored go out as it is; for a command after whose last event nothing of it changes. */
export function carryAlong(tx: Transaction, message: MessageTable): void {
  const last = tx.appended.at(-1)
  if (last) last.posted = message
}

const advanceHead = hot<{ id: string; now: number }, { kind: 'room' | 'user'; head: number; last_at: number }>(
  (db, argument) =>
    db
      .updateTable('logs')
      .set((eb) => ({
        head: eb('head', '+', 1),
        last_at: eb.case().when('last_at', '>', argument('now')).then(eb.ref('last_at')).else(argument('now')).end(),
      }))
      .where('id', '=', argument('id'))
      .returning(['kind', 'head', 'last_at']),
)

const insertEvent = hot<EventTable, unknown>((db, argument) =>
  db.insertInto('events').values({
    log_id: argument('log_id'),
    seq: argument('seq'),
    type: argument('type'),
    actor_id: argument('actor_id'),
    command_id: argument('command_id'),
    fingerprint: argument('fingerprint'),
    subject_id: argument('subject_id'),
    detail: argument('detail'),
    at: argument('at'),
  }),
)
