import { ParleyError } from '@parley/protocol/errors.ts'
import type { UserTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'

/** Loads a member of the community, deactivated or not; a guest is none. */
export async function accessMember(reader: Reader, userId: string): Promise<UserTable> {
  const user = await reader.db
    .selectFrom('users')
    .selectAll()
    .where('id', '=', userId)
    .where('role', '<>', 'guest')
    .executeTakeFirst()
  if (!user) throw new ParleyError('user_not_found')
  return user
}
