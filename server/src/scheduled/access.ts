import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../actor.ts'
import type { ScheduledTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'

/** Loads one's own scheduled message; another's is the same as none. */
export async function accessScheduled(reader: Reader, actor: KnownActor, scheduledId: string): Promise<ScheduledTable> {
  const row = await reader.db
    .selectFrom('scheduled')
    .selectAll()
    .where('id', '=', scheduledId)
    .where('user_id', '=', actor.id)
    .executeTakeFirst()
  if (!row) throw new ParleyError('scheduled_not_found')
  return row
}
