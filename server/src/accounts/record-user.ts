import type { UserTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { createLog } from '../events/append.ts'
import { isMember } from '../memberships/queries.ts'
import { recordMember } from '../memberships/record-member.ts'
import { findRoomByName } from '../rooms/queries.ts'
import { fold } from '../search/fold.ts'
import { derivedFrom } from './display-name.ts'

/** The public room that every new member is in, while there is one of this name. */
export const FIRST_ROOM = 'general'

type NewUser = Pick<UserTable, 'id' | 'role' | 'user_name' | 'skeleton' | 'display_name' | 'password_hash'> &
  Partial<Pick<UserTable, 'language'>>

/** Makes a user with his log. */
export async function recordUser(tx: Transaction, user: NewUser): Promise<void> {
  await createLog(tx, user.id, 'user')
  await tx.db
    .insertInto('users')
    .values({
      language: 'auto',
      ...user,
      ...derivedFrom(user.display_name),
      user_name_folded: fold(user.user_name ?? ''),
      bio: '',
      keywords: '[]',
      tells_reading: 1,
      status_emoji: '',
      status_text: '',
      status_until: null,
      availability: 'auto',
      availability_until: null,
      shows_last_seen: 0,
      sends_with: 'enter',
      time_zone: 'UTC',
      created_at: tx.now,
      last_seen_at: null,
      deactivated_at: null,
      forgotten_at: null,
    })
    .execute()
}

/** Puts a new member of the community into its first room, if that is still there and public. */
export async function recordFirstRoom(tx: Transaction, userId: string): Promise<void> {
  const room = await findRoomByName(tx, FIRST_ROOM)
  if (!room || room.name !== FIRST_ROOM || room.kind !== 'public' || room.closed_at !== null) return
  if (await isMember(tx, room.id, userId)) return
  await recordMember(tx, { roomId: room.id, userId, role: 'member' })
}
