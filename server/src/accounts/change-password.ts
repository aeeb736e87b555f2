import { ParleyError } from '@parley/protocol/errors.ts'
import type { CommandEntry } from '../commands.ts'
import type { UserTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { endSessions, replaceSession, type SessionStart, startSession } from '../sessions/record-session.ts'
import { checkNewPassword } from './password-rules.ts'
import { hasCarriedOut } from './queries.ts'

type Prepared = SessionStart & { oldHash: string | null; newHash: string | null }

/** Changes one's password. All other sessions end, and a new one takes the place of this one. */
export const changePassword: CommandEntry<'password.change', Prepared> = {
  prepare: async (input, actor, origin, ports) => {
    const start = startSession(origin)
    // One moment: between two reads a twin of this request could be committed.
    const { isRepeat, user } = await ports.read(async (reader) => ({
      isRepeat: await hasCarriedOut(reader, actor.id, input.id),
      user: await findUser(reader, actor.id),
    }))
    // The password that a repeat calls the present one is no longer; the lane answers it.
    if (isRepeat) return { ...start, oldHash: null, newHash: null }
    if (!user || user.password_hash === null) throw new ParleyError('forbidden')
    checkNewPassword(input.next, user.user_name ?? '', 'next')
    const isRight = await ports.passwords.verify(input.current, user.password_hash)
    if (!isRight) throw new ParleyError('wrong_password', { field: 'current' })
    return { ...start, oldHash: user.password_hash, newHash: await ports.passwords.hash(input.next) }
  },
  run: async (tx, actor, prepared) => {
    const changed = await tx.db
      .updateTable('users')
      .set({ password_hash: prepared.newHash })
      .where('id', '=', actor.id)
      .where('password_hash', '=', prepared.oldHash)
      .returning('id')
      .executeTakeFirst()
    if (!changed) throw new ParleyError('wrong_password', { field: 'current' })
    const sessions = await endSessions(tx, actor.id, { except: actor.sessionId })
    await replaceSession(tx, prepared, actor)
    const ends = { sessions, replaced: [actor.sessionId] }
    return outcomeOf(await append(tx, actor.id, { type: 'password.changed', subjectId: actor.id, ends }))
  },
}

function findUser(reader: Reader, userId: string): Promise<UserTable | undefined> {
  return reader.db.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirst()
}
