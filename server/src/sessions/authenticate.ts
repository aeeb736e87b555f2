import { ParleyError } from '@parley/protocol/errors.ts'
import type { Actor, KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import { recalled } from '../database/recalled.ts'
import type { SessionTable, UserTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { isLive, type Moment } from './lifetime.ts'
import { hashToken } from './token.ts'

/** Finds who bears a token. Every door authenticates here. Throws `session_ended` for a token that is not, or no longer, good. */
export async function findActor(reader: Reader, token: string, moment: Moment): Promise<Actor> {
  const [session] = await selectByToken(reader, { tokenHash: hashToken(token) })
  return toActor(reader, session, moment)
}

/** Reads the session and the role anew: both may have changed since the actor was found. Throws `session_ended`. */
export async function refreshActor(reader: Reader, actor: Actor, moment: Moment): Promise<Actor> {
  if (actor.id === null) return actor
  const [session] = await selectById(reader, { id: actor.sessionId })
  return toActor(reader, session, moment)
}

/** Two reads by key: joined, they take SQLite several times as long, and every command makes them. */
async function toActor(reader: Reader, session: Session | undefined, moment: Moment): Promise<KnownActor> {
  const [user] = session ? await selectUser(reader, { id: session.user_id }) : []
  const isGone = user && (user.deactivated_at !== null || user.forgotten_at !== null)
  if (!session || !user || isGone || !isLive({ ...session, role: user.role }, moment))
    throw new ParleyError('session_ended')
  const actor = { id: session.user_id, role: user.role, sessionId: session.id }
  return user.language === 'auto' ? actor : { ...actor, language: user.language }
}

const SESSION_COLUMNS = ['id', 'user_id', 'created_at', 'last_seen_at', 'ended_at'] as const
type Session = Pick<SessionTable, (typeof SESSION_COLUMNS)[number]>

const selectByToken = hot<{ tokenHash: string }, Session>((db, argument) =>
  db.selectFrom('sessions').select(SESSION_COLUMNS).where('token_hash', '=', argument('tokenHash')),
)

const selectById = recalled(
  hot<{ id: string }, Session>((db, argument) =>
    db.selectFrom('sessions').select(SESSION_COLUMNS).where('id', '=', argument('id')),
  ),
  ({ id }) => id,
)

const USER_COLUMNS = ['role', 'deactivated_at', 'forgotten_at', 'language'] as const

const selectUser = recalled(
  hot<{ id: string }, Pick<UserTable, (typeof USER_COLUMNS)[number]>>((db, argument) =>
    db.selectFrom('users').select(USER_COLUMNS).where('id', '=', argument('id')),
  ),
  ({ id }) => id,
)
