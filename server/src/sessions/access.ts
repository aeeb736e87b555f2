import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { SessionTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'

/** Loads one of one's own sessions that has not ended. */
export async function accessOwnSession(reader: Reader, actor: KnownActor, sessionId: string): Promise<SessionTable> {
  const session = await reader.db
    .selectFrom('sessions')
    .selectAll()
    .where('id', '=', sessionId)
    .where('user_id', '=', actor.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (!session) throw new ParleyError('session_not_found')
  return session
}
