import type { EventType } from '@parley/protocol/events.ts'
import type { RoomTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { append, type Appended } from '../events/append.ts'

type RoomEventType = Extract<EventType, 'room.edited' | 'room.archived' | 'room.restored' | 'room.converted'>

/** Changes a room itself, and tells its log. */
export async function recordRoomEdited(
  tx: Transaction,
  roomId: string,
  type: RoomEventType,
  change: (at: number) => Partial<RoomTable>,
): Promise<Appended> {
  const event = await append(tx, roomId, { type, subjectId: roomId })
  await tx.db
    .updateTable('rooms')
    .set({ ...change(event.at), version: event.seq })
    .where('id', '=', roomId)
    .execute()
  return event
}
