import type { CommandInput } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { normalizeParagraphs } from '../accounts/profile-text.ts'
import type { KnownActor } from '../actor.ts'
import type { RoomTable } from '../database/schema.ts'
import type { Transaction } from '../database/transaction.ts'
import { outcomeOf, recordUnchanged } from '../events/outcome.ts'
import { fold } from '../search/fold.ts'
import { accessRoom, requireRight } from './access.ts'
import { recordRoomEdited } from './record-room-edited.ts'
import { recordRoomName } from './record-room.ts'
import { normalizeRoomName } from './room-name.ts'

/** What of a room is changed together. */
type Editable = Pick<RoomTable, 'name' | 'description' | 'open_to_guests' | 'announcements_only' | 'slow_mode_s'>

/** Changes a room's name, description and rules. A former name stays the room's, so that its links never lead elsewhere. */
export async function editRoom(tx: Transaction, actor: KnownActor, input: CommandInput<'room.edit'>): Promise<Outcome> {
  const access = await accessRoom(tx, actor, input.roomId, 'set-up')
  const { room } = access
  const next = nextOf(room, input)
  if (isSame(room, next)) return recordUnchanged(tx, actor.id, room.id)
  if (room.name !== next.name || room.open_to_guests !== next.open_to_guests) requireRight(access, actor, 'rename')
  if (next.name !== null && !(await recordRoomName(tx, room.id, next.name))) {
    throw new ParleyError('room_name_taken', { field: 'name' })
  }
  const name_folded = fold(next.name ?? '')
  return outcomeOf(await recordRoomEdited(tx, room.id, 'room.edited', () => ({ ...next, name_folded })))
}

function nextOf(room: RoomTable, input: CommandInput<'room.edit'>): Editable {
  const { name, description, openToGuests, announcementsOnly, slowModeS } = input
  const isOpen = openToGuests === undefined ? room.open_to_guests === 1 : openToGuests && room.kind === 'public'
  return {
    name: name === undefined ? room.name : normalizeRoomName(name),
    description: description === undefined ? room.description : normalizeParagraphs(description, 'description'),
    open_to_guests: isOpen ? 1 : 0,
    announcements_only: (announcementsOnly ?? room.announcements_only === 1) ? 1 : 0,
    slow_mode_s: slowModeS ?? room.slow_mode_s,
  }
}

function isSame(room: RoomTable, next: Editable): boolean {
  return (
    room.name === next.name &&
    room.description === next.description &&
    room.open_to_guests === next.open_to_guests &&
    room.announcements_only === next.announcements_only &&
    room.slow_mode_s === next.slow_mode_s
  )
}
