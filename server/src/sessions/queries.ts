import { ParleyError } from '@parley/protocol/errors.ts'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import type { KnownActor } from '../actor.ts'
import { readCommunity } from '../community/queries.ts'
import type { Reader } from '../database/transaction.ts'
import { epochOf } from '../events/heads.ts'
import { toInstant } from '../instant.ts'
import { findMe } from '../users/queries.ts'
import { deviceName } from './device-name.ts'
import { isLive, type Moment } from './lifetime.ts'

/** Answers `session.show`. */
export async function sessionShow(reader: Reader, actor: KnownActor): Promise<QueryOutput<'session.show'>> {
  const me = await findMe(reader, actor.id)
  if (!me) throw new ParleyError('session_ended')
  return { me, sessionId: actor.sessionId, epoch: await epochOf(reader), community: await readCommunity(reader) }
}

/** Answers `session.list`. */
export async function sessionList(
  reader: Reader,
  actor: KnownActor,
  _input: object,
  moment: Moment,
): Promise<QueryOutput<'session.list'>> {
  const rows = await reader.db
    .selectFrom('sessions')
    .select(['id', 'created_at', 'last_seen_at', 'ended_at', 'user_agent', 'address'])
    .where('user_id', '=', actor.id)
    .where('ended_at', 'is', null)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id')
    .execute()
  const live = rows.filter((row) => isLive({ ...row, role: actor.role }, moment))
  return {
    sessions: live.map((row) => ({
      id: row.id,
      isThis: row.id === actor.sessionId,
      createdAt: toInstant(row.created_at),
      lastSeenAt: toInstant(row.last_seen_at),
      device: deviceName(row.user_agent),
      address: row.address,
    })),
  }
}
