import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { Chore } from '../database/lane.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { endSessions } from '../sessions/record-session.ts'
import type { Passwords } from './password.ts'
import { checkNewPassword } from './password-rules.ts'
import { findAccount } from './queries.ts'
import { skeleton } from './skeleton.ts'

/** Prepares the chore that gives an account another password and ends its sessions, for the command line. Throws `user_not_found`. */
export async function resetPassword(passwords: Passwords, userName: string, password: string): Promise<Chore> {
  checkNewPassword(password, userName)
  const passwordHash = await passwords.hash(password)
  return (tx) => run(tx, skeleton(userName.trim()), passwordHash)
}

async function run(tx: Transaction, account: string, passwordHash: string): Promise<Outcome> {
  const user = await findAccount(tx, account)
  if (!user) throw new ParleyError('user_not_found')
  await tx.db.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', user.id).execute()
  const sessions = await endSessions(tx, user.id, 'all')
  return outcomeOf(await append(tx, user.id, { type: 'password.changed', subjectId: user.id, ends: { sessions } }))
}
