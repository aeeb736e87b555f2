import type { KnownActor } from '../actor.ts'
import type { Origin } from '../commands.ts'
import type { Transaction } from '../database/transaction.ts'
import { append, type Appended } from '../events/append.ts'
import { toStoredUserAgent } from './device-name.ts'
import { hashToken, newToken } from './token.ts'

/** A session that is about to start, as a command's preparation makes it. */
export type SessionStart = {
  sessionId: string
  secret: string
  origin: Origin
  /**
   * What the door hands to the browser after the commit. Null until the session is written: a repeat that the lane
   * answers writes none, and must not replace a good cookie by one that opens nothing.
   */
  token: string | null
}

/** Makes the random parts of a session, before the lane. */
export function startSession(origin: Origin): SessionStart {
  return { sessionId: crypto.randomUUID(), secret: newToken(), origin, token: null }
}

/** Writes a session. */
export async function recordSession(tx: Transaction, start: SessionStart, userId: string): Promise<void> {
  await tx.db
    .insertInto('sessions')
    .values({ id: start.sessionId, user_id: userId, ended_at: null, ...freshly(tx, start) })
    .execute()
  await recordVisit(tx, userId)
  start.token = start.secret
}

/**
 * Puts a new session in place of one, whenever its rights change: whoever else has got hold of the old one has nothing. The
 * event that says why must name the old one as `replaced`, so that its connections come back as the new one.
 */
export async function replaceSession(tx: Transaction, start: SessionStart, actor: KnownActor): Promise<void> {
  await endSessions(tx, actor.id, { only: actor.sessionId })
  await recordSession(tx, start, actor.id)
}

/** Ends sessions of one person; answers their ids, which the event that says why must name in `ends`. */
export async function endSessions(
  tx: Transaction,
  userId: string,
  which: { only: string } | { except: string } | 'all',
): Promise<string[]> {
  let query = tx.db
    .updateTable('sessions')
    .set({ ended_at: tx.now })
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
  if (which !== 'all' && 'only' in which) query = query.where('id', '=', which.only)
  if (which !== 'all' && 'except' in which) query = query.where('id', '<>', which.except)
  const ended = await query.returning('id').execute()
  return ended.map((session) => session.id)
}

/** Ends one session and says so in its owner's log. */
export async function recordSessionEnded(tx: Transaction, userId: string, sessionId: string): Promise<Appended> {
  const sessions = await endSessions(tx, userId, { only: sessionId })
  return append(tx, userId, { type: 'session.ended', subjectId: sessionId, ends: { sessions } })
}

function freshly(tx: Transaction, start: SessionStart) {
  return {
    token_hash: hashToken(start.secret),
    created_at: tx.now,
    last_seen_at: tx.now,
    user_agent: toStoredUserAgent(start.origin.userAgent),
    address: start.origin.address,
  }
}

async function recordVisit(tx: Transaction, userId: string): Promise<void> {
  await tx.db.updateTable('users').set({ last_seen_at: tx.now }).where('id', '=', userId).execute()
}
