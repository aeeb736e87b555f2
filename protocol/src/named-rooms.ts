import * as z from 'zod/mini'
import { query, withSession } from './define.ts'
import { LIMITS } from './limits.ts'
import { Room } from './rooms.ts'
import { text } from './values.ts'

/**
 * Finds the rooms that names in messages mean to the reader: his own and, for members of the community, the public ones,
 * by their present or former names. Of a name that means none he is told nothing, whether there is such a room or not.
 */
export const roomListNamed = query('room.list-named', {
  about: 'The rooms of these names, present or former, that one may see; other names are left out.',
  input: { names: z.array(text(LIMITS.roomNameLength, 1)).check(z.minLength(1), z.maxLength(LIMITS.namedRooms)) },
  output: z.object({
    rooms: z.array(
      z.object({
        /** As it was asked for. */
        name: z.string(),
        room: Room,
      }),
    ),
  }),
  errors: ['bad_input', 'not_logged_in'],
  allow: withSession,
})
