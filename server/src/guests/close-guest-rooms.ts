import type { Transaction } from '../database/transaction.ts'
import { recordRoomClosed } from '../rooms/record-room-closed.ts'
import type { Lifetimes } from '../sessions/lifetime.ts'

const BATCH = 20

/**
 * Closes the rooms that guests made, in which nothing was said and nobody was seen for long; a room that a member of the
 * community is in stays. Answers whether there may be more.
 */
export async function closeGuestRooms(tx: Transaction, { guestRoomIdleMs }: Lifetimes): Promise<boolean> {
  const since = tx.now - guestRoomIdleMs
  const rooms = await tx.db
    .selectFrom('rooms')
    .innerJoin('users as maker', 'maker.id', 'rooms.created_by')
    .select('rooms.id')
    .where('maker.role', '=', 'guest')
    .where('rooms.kind', '=', 'public')
    .where('rooms.closed_at', 'is', null)
    .where((eb) => eb(eb.fn.coalesce('rooms.last_message_at', 'rooms.created_at'), '<', since))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('memberships')
            .innerJoin('users', 'users.id', 'memberships.user_id')
            .select('memberships.user_id')
            .whereRef('memberships.room_id', '=', 'rooms.id')
            .where((inner) => inner.or([inner('users.role', '<>', 'guest'), inner('users.last_seen_at', '>=', since)])),
        ),
      ),
    )
    .orderBy('rooms.id')
    .limit(BATCH)
    .execute()
  for (const room of rooms) await recordRoomClosed(tx, room.id)
  return rooms.length === BATCH
}
