import type { Draft } from '@parley/protocol/drafts.ts'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import type { KnownActor } from '../actor.ts'
import type { DraftTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { headOf } from '../events/heads.ts'
import { toInstant } from '../instant.ts'

/** Answers `draft.list`. */
export async function draftList(reader: Reader, actor: KnownActor): Promise<QueryOutput<'draft.list'>> {
  const rows = await reader.db
    .selectFrom('drafts')
    .selectAll()
    .where('user_id', '=', actor.id)
    .orderBy('at', 'desc')
    .orderBy('version', 'desc')
    .execute()
  return { drafts: rows.map(toDraft), head: await headOf(reader, actor.id) }
}

/** Somebody's drafts in some rooms and their threads. */
export async function findDrafts(reader: Reader, userId: string, roomIds: readonly string[]): Promise<Draft[]> {
  if (roomIds.length === 0) return []
  const rows = await reader.db
    .selectFrom('drafts')
    .selectAll()
    .where('user_id', '=', userId)
    .where('room_id', 'in', roomIds)
    .execute()
  return rows.map(toDraft)
}

function toDraft(row: DraftTable): Draft {
  return {
    roomId: row.room_id,
    rootId: row.root_id === '' ? null : row.root_id,
    body: row.body,
    at: toInstant(row.at),
    version: row.version,
  }
}
