import { ParleyError } from '@parley/protocol/errors.ts'
import type { UserTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'

/** Loads a guest who is still here, for owners. */
export async function accessGuest(reader: Reader, guestId: string): Promise<UserTable> {
  const guest = await reader.db
    .selectFrom('users')
    .selectAll()
    .where('id', '=', guestId)
    .where('role', '=', 'guest')
    .where('forgotten_at', 'is', null)
    .executeTakeFirst()
  if (!guest) throw new ParleyError('user_not_found')
  return guest
}
