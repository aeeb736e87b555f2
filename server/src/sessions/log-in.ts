import { ParleyError } from '@parley/protocol/errors.ts'
import { findAccount } from '../accounts/queries.ts'
import { skeleton } from '../accounts/skeleton.ts'
import type { Actor } from '../actor.ts'
import type { CommandEntry } from '../commands.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { actingUnmarked } from './acting-as.ts'
import { endSessions, recordSession, recordSessionEnded, type SessionStart, startSession } from './record-session.ts'

/** The oldest of more than so many sessions of one person end. */
const MOST_SESSIONS = 50

type Prepared = SessionStart & { account: string; passwordHash: string }

/**
 * Logs in with user name and password. Whoever is unknown, deactivated or wrong about the password gets the same
 * `log_in_failed` after the same work. A repeat makes another session. The subject is the session.
 */
export const logIn: CommandEntry<'session.log-in', Prepared> = {
  prepare: async (input, _actor, origin, ports) => {
    const account = skeleton(input.userName.trim())
    const user = await ports.read((reader) => findAccount(reader, account))
    const hash = user?.deactivated_at === null ? user.password_hash : null
    const isRight = await ports.passwords.verify(input.password, hash)
    if (!isRight || hash === null) throw new ParleyError('log_in_failed')
    return { ...startSession(origin), account, passwordHash: hash }
  },
  run: async (tx, actor, prepared) => {
    const user = await findAccount(tx, prepared.account)
    const isSame = user?.password_hash === prepared.passwordHash && user.deactivated_at === null
    if (!user || !isSame) throw new ParleyError('log_in_failed')
    const own = actingUnmarked(tx, user.id)
    await recordSession(own, prepared, user.id)
    const replaced = actor.id === user.id ? await endSessions(own, user.id, { only: actor.sessionId }) : []
    const sessions = [...replaced, ...(await endOldest(own, user.id))]
    const event = await append(own, user.id, {
      type: 'session.started',
      subjectId: prepared.sessionId,
      ends: { sessions },
    })
    await endForeign(tx, actor, user.id)
    return outcomeOf(event)
  },
}

/** A browser holds one session: that of whoever used it before ends. */
async function endForeign(tx: Transaction, actor: Actor, userId: string): Promise<void> {
  if (actor.id === null || actor.id === userId) return
  await recordSessionEnded(actingUnmarked(tx, actor.id), actor.id, actor.sessionId)
}

async function endOldest(tx: Transaction, userId: string): Promise<string[]> {
  const surplus = await tx.db
    .selectFrom('sessions')
    .select('id')
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .orderBy('last_seen_at', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(MOST_SESSIONS)
    .offset(MOST_SESSIONS)
    .execute()
  const ended: string[] = []
  for (const { id } of surplus) ended.push(...(await endSessions(tx, userId, { only: id })))
  return ended
}
