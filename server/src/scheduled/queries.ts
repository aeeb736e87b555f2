import type { QueryOutput } from '@parley/protocol/queries.ts'
import type { Scheduled } from '@parley/protocol/scheduled.ts'
import type { KnownActor } from '../actor.ts'
import type { ScheduledTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { headOf } from '../events/heads.ts'
import { toInstant } from '../instant.ts'

/** Answers `scheduled.list`. */
export async function scheduledList(reader: Reader, actor: KnownActor): Promise<QueryOutput<'scheduled.list'>> {
  const rows = await reader.db
    .selectFrom('scheduled')
    .selectAll()
    .where('user_id', '=', actor.id)
    .orderBy('due_at')
    .orderBy('id')
    .execute()
  return { scheduled: rows.map(toScheduled), head: await headOf(reader, actor.id) }
}

/** Some of somebody's scheduled messages, by their ids. */
export async function findScheduled(reader: Reader, userId: string, ids: readonly string[]): Promise<Scheduled[]> {
  if (ids.length === 0) return []
  const rows = await reader.db
    .selectFrom('scheduled')
    .selectAll()
    .where('user_id', '=', userId)
    .where('id', 'in', ids)
    .execute()
  return rows.map(toScheduled)
}

function toScheduled(row: ScheduledTable): Scheduled {
  return {
    id: row.id,
    roomId: row.room_id,
    body: row.body,
    at: toInstant(row.due_at),
    replyTo: row.reply_to,
    rootId: row.root_id,
    alsoInRoom: row.root_id !== null && row.in_room === 1,
    problem: row.problem,
    version: row.version,
  }
}
