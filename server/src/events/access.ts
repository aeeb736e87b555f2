import type { Actor } from '../actor.ts'
import { hot } from '../database/hot.ts'
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
  const rows = await selectLogs(reader, { userId: actor.id, logIds: JSON.stringify(logIds) })
  return new Map(rows.map((row) => [row.id, { head: row.head, tail: row.tail }]))
}

const selectLogs = hot<{ userId: string; logIds: string }, LogBounds & { id: string }>((db, argument, texts) => {
  const own = db
    .selectFrom('logs')
    .select(['id', 'head', 'tail'])
    .where('id', 'in', texts('logIds'))
    .where('id', '=', argument('userId'))
  const rooms = db
    .selectFrom('memberships')
    .innerJoin('rooms', 'rooms.id', 'memberships.room_id')
    .innerJoin('logs', 'logs.id', 'rooms.id')
    .select(['logs.id', 'logs.head', 'logs.tail'])
    .where('memberships.user_id', '=', argument('userId'))
    .where('memberships.room_id', 'in', texts('logIds'))
    .where('rooms.closed_at', 'is', null)
  return own.unionAll(rooms)
})
