import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import type { KnownActor } from '../actor.ts'
import { hot } from '../database/hot.ts'
import type { MessageTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { headOf } from '../events/heads.ts'
import { readPage } from '../messages/pages.ts'
import { listPeopleOf, toOwnMessages } from '../messages/queries.ts'
import { accessThread } from './access.ts'
import { findThreadEntries } from './entries.ts'

/** Answers `thread.history`: a page by an index on (root, seq). */
export async function threadHistory(
  reader: Reader,
  actor: KnownActor,
  input: QueryInput<'thread.history'>,
): Promise<QueryOutput<'thread.history'>> {
  const row = await accessThread(reader, actor, input.rootId)
  const page = await readPage(
    {
      before: (seq, limit) => selectBefore(reader, { rootId: row.id, before: seq, limit }),
      after: (seq, limit) => selectAfter(reader, { rootId: row.id, after: seq, limit }),
    },
    input,
  )
  const [root, ...messages] = await toOwnMessages(reader, actor.id, [row, ...page.rows])
  if (!root) throw new Error(`thread ${row.id} has lost its root`)
  const [entry] = await findThreadEntries(reader, actor.id, [row.id])
  return {
    root,
    entry: entry ?? null,
    messages,
    people: await listPeopleOf(reader, [root, ...messages]),
    head: await headOf(reader, row.room_id),
    hasOlder: page.hasOlder,
    hasNewer: page.hasNewer,
  }
}

const selectBefore = hot<{ rootId: string; before: number; limit: number }, MessageTable>((db, argument) =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('root_id', '=', argument('rootId'))
    .where('seq', '<', argument('before'))
    .orderBy('seq', 'desc')
    .limit(argument('limit')),
)

const selectAfter = hot<{ rootId: string; after: number; limit: number }, MessageTable>((db, argument) =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('root_id', '=', argument('rootId'))
    .where('seq', '>', argument('after'))
    .orderBy('seq')
    .limit(argument('limit')),
)
