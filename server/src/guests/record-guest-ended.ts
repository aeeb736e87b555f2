import { derivedFrom } from '../accounts/display-name.ts'
import type { Transaction } from '../database/transaction.ts'
import { append, type Appended } from '../events/append.ts'
import { recordMemberLeft } from '../memberships/record-member.ts'
import { endSessions } from '../sessions/record-session.ts'

/** Ends a guest's stay: his name is erased, his sessions and memberships end, and what he said stays. */
export async function recordGuestEnded(tx: Transaction, guestId: string): Promise<Appended> {
  await tx.db
    .updateTable('users')
    .set({ display_name: '', ...derivedFrom(''), bio: '', status_text: '', forgotten_at: tx.now })
    .where('id', '=', guestId)
    .execute()
  const sessions = await endSessions(tx, guestId, 'all')
  const event = await append(tx, guestId, { type: 'guest.ended', subjectId: guestId, ends: { sessions } })
  for (const roomId of await listRoomIds(tx, guestId)) await recordMemberLeft(tx, roomId, guestId)
  return event
}

async function listRoomIds(tx: Transaction, guestId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('memberships')
    .select('room_id')
    .where('user_id', '=', guestId)
    .orderBy('room_id')
    .execute()
  return rows.map((row) => row.room_id)
}
