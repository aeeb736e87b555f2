import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import type { Actor } from '../actor.ts'
import { readCommunity } from '../community/queries.ts'
import type { Reader } from '../database/transaction.ts'
import { factOf } from '../events/heads.ts'
import { toInstant, toInstantOrNull } from '../instant.ts'
import { accessLiveInvite } from './access.ts'
import { inviteTokenOf, readInviteToken } from './invite-token.ts'
import type { Moment } from '../sessions/lifetime.ts'

/** Answers `invite.list`. */
export async function inviteList(reader: Reader): Promise<QueryOutput<'invite.list'>> {
  const secret = await readSecret(reader)
  const rows = await reader.db
    .selectFrom('invites')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return {
    invites: rows.map((row) => ({
      id: row.id,
      token: inviteTokenOf(secret, row.id),
      createdAt: toInstant(row.created_at),
      expiresAt: toInstantOrNull(row.expires_at),
      maxUses: row.max_uses,
      uses: row.uses,
      isRevoked: row.revoked_at !== null,
    })),
  }
}

/** Answers `invite.show`. */
export async function inviteShow(
  reader: Reader,
  _actor: Actor,
  input: QueryInput<'invite.show'>,
  { now }: Moment,
): Promise<QueryOutput<'invite.show'>> {
  const inviteId = readInviteToken(await readSecret(reader), input.token)
  const invite = await accessLiveInvite(reader, inviteId, now)
  const community = await readCommunity(reader)
  return { communityName: community.name, expiresAt: toInstantOrNull(invite.expires_at) }
}

async function readSecret(reader: Reader): Promise<string> {
  const secret = await factOf(reader, 'secret')
  if (!secret) throw new Error('the database has lost its secret')
  return secret
}
