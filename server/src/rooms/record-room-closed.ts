import type { Transaction } from '../database/transaction.ts'
import { recordDraftsLost } from '../drafts/record-drafts-lost.ts'
import { append, type Appended } from '../events/append.ts'
import { recordRemindersLost } from '../reminders/record-reminders-lost.ts'

/** Closes a room: its log ends for all members at this event. */
export async function recordRoomClosed(tx: Transaction, roomId: string): Promise<Appended> {
  const members = await tx.db.selectFrom('memberships').select('user_id').where('room_id', '=', roomId).execute()
  const people = members.map((member) => member.user_id)
  const event = await append(tx, roomId, { type: 'room.closed', subjectId: roomId, ends: { people } })
  await tx.db
    .updateTable('rooms')
    .set({ closed_at: event.at, version: event.seq, open_to_guests: 0 })
    .where('id', '=', roomId)
    .execute()
  await recordDraftsLost(tx, roomId)
  await recordRemindersLost(tx, roomId)
  for (const userId of people) await append(tx, userId, { type: 'room.left', subjectId: roomId })
  return event
}
