import { ParleyError } from '@parley/protocol/errors.ts'
import { isBelow } from '@parley/protocol/rights.ts'
import { sql } from 'kysely'
import type { KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { Transaction } from '../database/transaction.ts'
import { type RoomAccess, standingIn } from './access.ts'

/** Throws `slow_mode` with the seconds left where a member said something in a slow room a moment ago. */
export async function requirePace(tx: Transaction, actor: KnownActor, access: RoomAccess): Promise<void> {
  const { room } = access
  if (room.slow_mode_s === 0 || !isBelow(standingIn(access, actor), 'moderator')) return
  const waitS = Math.ceil(((await lastPostedAt(tx, access)) + room.slow_mode_s * 1000 - tx.now) / 1000)
  if (waitS > 0) throw new ParleyError('slow_mode', { retryS: waitS })
}

/** Who left and came back is no newcomer: what he said last is looked for among the room's last messages. */
async function lastPostedAt(tx: Transaction, { room, membership }: RoomAccess): Promise<number> {
  if (membership.last_posted_at > 0) return membership.last_posted_at
  const [last] = await selectLast(tx, { roomId: room.id, authorId: membership.user_id })
  return last?.at ?? 0
}

/** Messages through which somebody who came back is looked for. */
const LOOKED_THROUGH = 500

const selectLast = hot<{ roomId: string; authorId: string }, { at: number }>((db, argument) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom('messages')
        .select(['author_id', 'seq', 'at'])
        .where('room_id', '=', argument('roomId'))
        .where('in_room', '=', sql.lit(1))
        .orderBy('seq', 'desc')
        .limit(LOOKED_THROUGH)
        .as('latest'),
    )
    .select('at')
    .where('author_id', '=', argument('authorId'))
    .orderBy('seq', 'desc')
    .limit(1),
)
