import type { UserTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'

/** Finds the account whose user name has a skeleton, deactivated or not. */
export function findAccount(reader: Reader, skeleton: string): Promise<UserTable | undefined> {
  return reader.db.selectFrom('users').selectAll().where('skeleton', '=', skeleton).executeTakeFirst()
}

/** Tells whether somebody already carried out the command with this id. */
export async function hasCarriedOut(reader: Reader, userId: string, commandId: string): Promise<boolean> {
  const event = await reader.db
    .selectFrom('events')
    .select('seq')
    .where('actor_id', '=', userId)
    .where('command_id', '=', commandId)
    .executeTakeFirst()
  return event !== undefined
}

/**
 * Finds the account that an earlier request with the same id made: the visitor who sends it again, because the answer was
 * lost, is nobody to us until his password is checked.
 */
export async function findMadeBy(reader: Reader, skeleton: string, commandId: string): Promise<UserTable | undefined> {
  const account = await findAccount(reader, skeleton)
  if (!account || account.deactivated_at !== null) return undefined
  return (await hasCarriedOut(reader, account.id, commandId)) ? account : undefined
}
