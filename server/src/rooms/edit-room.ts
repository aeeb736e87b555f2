import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { normalizeParagraphs } from '../accounts/profile-text.ts'
import type { KnownActor } from '../actor.ts'
import type { RoomTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { append } from '../events/append.ts'
import { outcomeOf, unchangedOutcome } from '../events/outcome.ts'
import { fold } from '../search/fold.ts'
import { accessRoom, requireRight } from './access.ts'
import { recordRoomName } from './record-room.ts'
import { normalizeRoomName } from './room-name.ts'

/** Renames or describes a room, or opens it to guests. A former name stays the room's, so that its links never lead elsewhere. */
export async function editRoom(tx: Transaction, actor: KnownActor, input: CommandInput<'room.edit'>): Promise<Outcome> {
  const access = await accessRoom(tx, actor, input.roomId, 'set-up')
  const { room } = access
  const next = {
    name: input.name === undefined ? room.name : normalizeRoomName(input.name),
    description:
      input.description === undefined ? room.description : normalizeParagraphs(input.description, 'description'),
    open_to_guests: opensToGuests(room, input.openToGuests),
  }
  if (isSame(room, next)) return unchangedOutcome(tx, room.id, room.id)
  if (room.name !== next.name || room.open_to_guests !== next.open_to_guests) requireRight(access, actor, 'rename')
  if (next.name !== null && !(await recordRoomName(tx, room.id, next.name))) {
    throw new ParleyError('room_name_taken', { field: 'name' })
  }
  const event = await append(tx, room.id, { type: 'room.edited', subjectId: room.id })
  await tx.db
    .updateTable('rooms')
    .set({ ...next, name_folded: fold(next.name ?? ''), version: event.seq })
    .where('id', '=', room.id)
    .execute()
  return outcomeOf(event)
}

function opensToGuests(room: RoomTable, asked: boolean | undefined): number {
  if (asked === undefined) return room.open_to_guests
  return asked && room.kind === 'public' ? 1 : 0
}

function isSame(room: RoomTable, next: Pick<RoomTable, 'name' | 'description' | 'open_to_guests'>): boolean {
  return room.name === next.name && room.description === next.description && room.open_to_guests === next.open_to_guests
}
