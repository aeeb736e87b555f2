import { ParleyError } from '@parley/protocol/errors.ts'
import { findCommunity } from '../community/queries.ts'
import type { Reader } from '../database/transaction.ts'
import { accessLiveInvite } from '../invites/access.ts'
import { findAccount } from './queries.ts'

/** What somebody who registers asks for. */
export type Registration = { userName: string; skeleton: string; inviteId: string | null }

/** Throws unless somebody may register so: before the password is hashed, and again in the transaction. */
export async function checkRegistration(reader: Reader, registration: Registration, now: number): Promise<void> {
  const community = await findCommunity(reader)
  if (!community) throw new ParleyError('not_set_up')
  if (registration.inviteId !== null) await accessLiveInvite(reader, registration.inviteId, now)
  else if (community.registration === 'closed') throw new ParleyError('registration_closed')
  if (await findAccount(reader, registration.skeleton)) {
    throw new ParleyError('user_name_taken', { field: 'userName' })
  }
}
