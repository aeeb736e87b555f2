import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { findCommunity } from '../community/queries.ts'
import { recordCommunity } from '../community/record-community.ts'
import type { Chore } from '../database/lane.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf } from '../events/outcome.ts'
import { normalizeDisplayName } from './display-name.ts'
import type { Passwords } from './password.ts'
import { checkNewPassword } from './password-rules.ts'
import { findAccount } from './queries.ts'
import { recordFirstRoom, recordUser } from './record-user.ts'
import { skeleton } from './skeleton.ts'
import { normalizeUserName } from './user-name.ts'

/** What the command line asks for. `guestRooms` and `communityName` count only where this founds the community. */
export type NewUser = {
  userName: string
  displayName?: string
  password: string
  isOwner: boolean
  communityName?: string
  guestRooms: boolean
}

/**
 * Prepares the chore that makes an account without a session, for the command line: the first owner founds the community.
 * Throws, as the chore does, what `account.register` throws.
 */
export async function createUser(passwords: Passwords, user: NewUser): Promise<Chore> {
  const userName = normalizeUserName(user.userName)
  const displayName = user.displayName === undefined ? userName : normalizeDisplayName(user.displayName)
  const communityName = normalizeDisplayName(user.communityName ?? 'Parley', 'communityName')
  checkNewPassword(user.password, userName)
  const passwordHash = await passwords.hash(user.password)
  return (tx) => run(tx, { ...user, userName, displayName, communityName, passwordHash })
}

type Checked = NewUser & { displayName: string; communityName: string; passwordHash: string }

async function run(tx: Transaction, user: Checked): Promise<Outcome> {
  const isFirst = (await findCommunity(tx)) === undefined
  if (isFirst && !user.isOwner) throw new ParleyError('not_set_up')
  const name = skeleton(user.userName)
  if (await findAccount(tx, name)) throw new ParleyError('user_name_taken', { field: 'userName' })
  const id = crypto.randomUUID()
  await recordUser(tx, {
    id,
    role: user.isOwner ? 'owner' : 'member',
    user_name: user.userName,
    skeleton: name,
    display_name: user.displayName,
    password_hash: user.passwordHash,
  })
  const event = await append(tx, id, { type: 'account.registered', subjectId: id })
  if (isFirst) {
    await recordCommunity(tx, {
      name: user.communityName,
      guestRooms: user.guestRooms,
      ownerId: id,
      firstRoomId: crypto.randomUUID(),
    })
  } else {
    await recordFirstRoom(tx, id)
  }
  return outcomeOf(event)
}
