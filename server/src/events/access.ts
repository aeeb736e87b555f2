import type { Actor } from '../actor.ts'
import type { Reader } from '../database/transaction.ts'

/** Where a readable log stands: its head, and the seq up to which it was cut (0: nothing was). */
export type LogBounds = { head: number; tail: number }

/** Finds which of these logs the actor may read: his own, and those of the rooms that he is in. The others are left out. */
export async function accessLogs(
  reader: Reader,
  actor: Actor,
  logIds: readonly string[],
): Promise<Map<string, LogBounds>> {
  if (logIds.length === 0 || actor.id === null) return new Map()
  const own = reader.db
    .selectFrom('logs')
    .select(['id', 'head', 'tail'])
    .where('id', 'in', logIds)
    .where('id', '=', actor.id)
  const rooms = reader.db
    .selectFrom('memberships')
    .innerJoin('rooms', 'rooms.id', 'memberships.room_id')
    .innerJoin('logs', 'logs.id', 'rooms.id')
    .select(['logs.id', 'logs.head', 'logs.tail'])
    .where('memberships.user_id', '=', actor.id)
    .where('memberships.room_id', 'in', logIds)
    .where('rooms.closed_at', 'is', null)
  const rows = await own.unionAll(rooms).execute()
  return new Map(rows.map((row) => [row.id, { head: row.head, tail: row.tail }]))
}
