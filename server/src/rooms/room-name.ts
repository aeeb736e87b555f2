import { ParleyError } from '@parley/protocol/errors.ts'
import { LIMITS } from '@parley/protocol/limits.ts'

/** Names that are, or may become, addresses of Parley itself. */
const RESERVED = new Set(
  'about admin api assets browse create direct edit guest guests health help here i invite invites live log-in log-out login logout me members new nobody people private public r register room rooms search set-up settings setup socket static system user users'.split(
    ' ',
  ),
)

/**
 * Checks a room's name and gives it in the form in which it is kept and addressed: NFC, lower case, letters of any script,
 * digits and `- _ .`, 1 to 64 of them, with a letter or digit first. Spaces become `-`, and a `#` before it is dropped.
 * Throws `bad_input`, or `room_name_unavailable` for a reserved name.
 */
export function normalizeRoomName(typed: string): string {
  const name = typed
    .trim()
    .replace(/^#/, '')
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/[\s\p{Zs}]+/gu, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '')
  if (name === '') refuse('A room needs a name.')
  if ([...name].length > LIMITS.roomNameLength) refuse(`A room’s name has at most ${LIMITS.roomNameLength} characters.`)
  if (!/^[\p{L}\p{M}\p{Nd}._-]+$/u.test(name)) refuse('A room’s name has letters, digits, spaces and - _ . only.')
  if (!/^[\p{L}\p{Nd}]/u.test(name)) refuse('A room’s name begins with a letter or a digit.')
  if (/\p{M}{3}/u.test(name.normalize('NFD'))) refuse('A room’s name cannot have so many marks on one letter.')
  if (RESERVED.has(name) || IS_ID.test(name)) throw new ParleyError('room_name_unavailable', { field: 'name' })
  return name
}

// Rooms are addressed by name or by id in the same place; a name must never be taken for the id of another room.
const IS_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

function refuse(problem: string): never {
  throw new ParleyError('bad_input', { field: 'name', problem })
}
