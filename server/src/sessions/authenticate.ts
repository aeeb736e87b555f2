import { ParleyError } from '@parley/protocol/errors.ts'
import type { Actor, KnownActor } from '../actor.ts'
import type { Kysely } from 'kysely'
import { hot } from '../database/hot.ts'
import type { Schema, SessionTable, UserTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { isLive } from './lifetime.ts'
import { hashToken } from './token.ts'

/** Finds who bears a token. Every door authenticates here. Throws `session_ended` for a token that is not, or no longer, good. */
export async function findActor(reader: Reader, token: string, now: number): Promise<Actor> {
  const [row] = await selectByToken(reader, { tokenHash: hashToken(token) })
  return toActor(row, now)
}

/** Reads the session and the role anew: both may have changed since the actor was found. Throws `session_ended`. */
export async function refreshActor(reader: Reader, actor: Actor, now: number): Promise<Actor> {
  if (actor.id === null) return actor
  const [row] = await selectById(reader, { id: actor.sessionId })
  return toActor(row, now)
}

type SessionRow = Pick<SessionTable, 'created_at' | 'last_seen_at' | 'ended_at'> &
  Pick<UserTable, 'role' | 'deactivated_at' | 'forgotten_at'> & { session_id: string; user_id: string }

const selectByToken = hot<{ tokenHash: string }, SessionRow>((db, argument) =>
  sessions(db).where('sessions.token_hash', '=', argument('tokenHash')),
)

const selectById = hot<{ id: string }, SessionRow>((db, argument) =>
  sessions(db).where('sessions.id', '=', argument('id')),
)

function sessions(db: Kysely<Schema>) {
  return db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select([
      'sessions.id as session_id',
      'sessions.created_at',
      'sessions.last_seen_at',
      'sessions.ended_at',
      'users.id as user_id',
      'users.role',
      'users.deactivated_at',
      'users.forgotten_at',
    ])
}

function toActor(row: SessionRow | undefined, now: number): KnownActor {
  const isGone = row && (row.deactivated_at !== null || row.forgotten_at !== null)
  if (!row || isGone || !isLive(row, now)) throw new ParleyError('session_ended')
  return { id: row.user_id, role: row.role, sessionId: row.session_id }
}
