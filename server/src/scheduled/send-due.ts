import { ERRORS, type ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import { attempt } from '../database/attempt.ts'
import type { ScheduledTable } from '../database/schema.ts'
import type { Reader, Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { recordScheduledSent } from './record-scheduled-sent.ts'

const BATCH = 20
const AGAIN_MS = 5_000

/** Tells whether a message waits whose time has come. */
export async function hasDueScheduled(reader: Reader, now: number): Promise<boolean> {
  return (await listDue(reader, now, 1)).length > 0
}

/**
 * Sends the messages whose time has come. Each is claimed, said and forgotten in one transaction, so that it is sent exactly
 * once, whatever ends the process and however many nodes look; the time is that of the day, so that a clock that jumps
 * only changes when.
 */
export async function sendDue(tx: Transaction): Promise<boolean> {
  const due = await listDue(tx, tx.now, BATCH)
  for (const row of due) {
    const refusal = await attempt(tx, (part) => sendOne(part, row))
    if (refusal) await keep(tx, row, refusal)
  }
  return due.length === BATCH
}

function listDue(reader: Reader, now: number, limit: number): Promise<ScheduledTable[]> {
  return reader.db
    .selectFrom('scheduled')
    .selectAll()
    .where('try_at', '<=', now)
    .orderBy('try_at')
    .orderBy('id')
    .limit(limit)
    .execute()
}

async function sendOne(tx: Transaction, row: ScheduledTable): Promise<void> {
  const author = await findAuthor(tx, row.user_id)
  if (author) await recordScheduledSent({ ...tx, mark: { ...tx.mark, actorId: row.user_id } }, author, row)
  else await tx.db.deleteFrom('scheduled').where('id', '=', row.id).execute()
}

/** Nobody speaks in the name of whoever was deactivated or forgotten. */
async function findAuthor(tx: Transaction, userId: string): Promise<KnownActor | null> {
  const user = await tx.db
    .selectFrom('users')
    .select('role')
    .where('id', '=', userId)
    .where('deactivated_at', 'is', null)
    .where('forgotten_at', 'is', null)
    .executeTakeFirst()
  return user ? { id: userId, role: user.role, sessionId: '' } : null
}

/** What may go later is tried again; the rest waits for its author, who is told. */
async function keep(tx: Transaction, row: ScheduledTable, refusal: ParleyError): Promise<void> {
  if (ERRORS[refusal.code].retryable) {
    const tryAt = tx.now + (refusal.hints.retryS ?? AGAIN_MS / 1_000) * 1_000
    await tx.db.updateTable('scheduled').set({ try_at: tryAt }).where('id', '=', row.id).execute()
    return
  }
  const event = await append(tx, row.user_id, { type: 'scheduled.failed', subjectId: row.id })
  await tx.db
    .updateTable('scheduled')
    .set({ try_at: null, problem: refusal.code, version: event.seq })
    .where('id', '=', row.id)
    .execute()
}
