import { ParleyError } from '@parley/protocol/errors.ts'
import type { InviteTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'

/** Loads an invite that still lets somebody in. One that expired, was used up, revoked or never made is the same `invite_not_found`. */
export async function accessLiveInvite(reader: Reader, inviteId: string, now: number): Promise<InviteTable> {
  const invite = await accessInvite(reader, inviteId)
  const isExpired = invite.expires_at !== null && invite.expires_at <= now
  const isUsedUp = invite.max_uses !== null && invite.uses >= invite.max_uses
  if (isExpired || isUsedUp || invite.revoked_at !== null) throw new ParleyError('invite_not_found')
  return invite
}

/** Loads an invite, for owners: live or not. */
export async function accessInvite(reader: Reader, inviteId: string): Promise<InviteTable> {
  const invite = await reader.db.selectFrom('invites').selectAll().where('id', '=', inviteId).executeTakeFirst()
  if (!invite) throw new ParleyError('invite_not_found')
  return invite
}
