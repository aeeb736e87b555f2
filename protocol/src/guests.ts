import * as z from 'zod/mini'
import { command, ownersOnly, query } from './define.ts'
import { DisplayName, Id, Instant, RoomName } from './values.ts'

/** A guest as the owner sees him. */
export const GuestDetails = z.object({
  id: z.string(),
  displayName: z.string(),
  createdAt: Instant,
  lastSeenAt: Instant,
  rooms: z.array(z.string()),
})
export type GuestDetails = z.infer<typeof GuestDetails>

/** Enters a room by its name under a display name, without an account. Makes the room where the owner allows it. Its subject is the room. */
export const guestEnter = command('guest.enter', {
  about: 'Enters a room by name as a guest; makes the room where the owner allows that. The subject is the room.',
  input: { roomName: RoomName, displayName: DisplayName },
  errors: ['bad_input', 'not_set_up', 'display_name_taken', 'room_name_unavailable', 'too_fast'],
  allow: {
    owner: false,
    member: false,
    guest: 'another room, under the same name',
    nobody: 'rooms that are open to guests',
  },
  door: 'http',
})

/** Ends a guest: his sessions end and his memberships too; what he said stays. */
export const guestEnd = command('guest.end', {
  about: 'Ends a guest’s stay; what he said stays.',
  input: { guestId: Id },
  errors: ['bad_input', 'not_logged_in', 'forbidden', 'user_not_found', 'id_reused'],
  allow: ownersOnly,
})

/** Reads the guests who are not yet forgotten, the latest seen first. */
export const guestList = query('guest.list', {
  about: 'The guests, the latest seen first.',
  input: {},
  output: z.object({ guests: z.array(GuestDetails) }),
  errors: ['not_logged_in', 'forbidden'],
  allow: ownersOnly,
})
