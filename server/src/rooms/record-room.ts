import type { RoomTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { append, type Appended, createLog } from '../events/append.ts'
import { fold } from '../search/fold.ts'

type NewRoom = {
  id: string
  kind: RoomTable['kind']
  /** Normalized and free (`recordRoomName` first); null for direct rooms. */
  name: string | null
  description: string
  openToGuests: boolean
  peopleKey: string | null
  createdBy: string
}

/** Makes a room with its log and its first event. Members are added by `recordMember`. */
export async function recordRoom(tx: Transaction, room: NewRoom): Promise<Appended> {
  await createLog(tx, room.id, 'room')
  const event = await append(tx, room.id, { type: 'room.created', subjectId: room.id })
  await tx.db
    .insertInto('rooms')
    .values({
      id: room.id,
      kind: room.kind,
      name: room.name,
      name_folded: fold(room.name ?? ''),
      description: room.description,
      topic: '',
      open_to_guests: room.openToGuests ? 1 : 0,
      announcements_only: 0,
      slow_mode_s: 0,
      archived_at: null,
      people_key: room.peopleKey,
      member_count: 0,
      last_message_seq: 0,
      last_message_at: null,
      last_call_seq: 0,
      version: event.seq,
      created_at: event.at,
      created_by: room.createdBy,
      closed_at: null,
    })
    .execute()
  if (room.name !== null) await recordRoomName(tx, room.id, room.name)
  return event
}

/** Gives a name to a room for ever; answers false when another room bears or bore it. */
export async function recordRoomName(tx: Transaction, roomId: string, name: string): Promise<boolean> {
  const owner = await tx.db.selectFrom('room_names').select('room_id').where('name', '=', name).executeTakeFirst()
  if (owner) return owner.room_id === roomId
  await tx.db.insertInto('room_names').values({ name, room_id: roomId }).execute()
  return true
}
