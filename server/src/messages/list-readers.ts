import { NOTICE_LIMITS } from '@parley/protocol/notice-limits.ts'
import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import type { KnownActor } from '../actor.ts'
import type { MessageTable } from '../database/schema.ts'
import type { Reader } from '../database/transaction.ts'
import { listPeople } from '../users/queries.ts'
import { accessMessage } from './access.ts'

/** Answers `message.readers`: by the cursor of the room or, for what stands in a thread alone, of the thread. */
export async function messageReaders(
  reader: Reader,
  actor: KnownActor,
  input: QueryInput<'message.readers'>,
): Promise<QueryOutput<'message.readers'>> {
  const { message, room } = await accessMessage(reader, actor, input.messageId, 'read')
  if (room.member_count > NOTICE_LIMITS.readersOf) return { readerIds: null, people: [] }
  const readerIds = await findReaders(reader, message)
  return { readerIds, people: await listPeople(reader, readerIds) }
}

async function findReaders(reader: Reader, message: MessageTable): Promise<string[]> {
  const members = reader.db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select('memberships.user_id')
    .where('memberships.room_id', '=', message.room_id)
    .where('memberships.user_id', '<>', message.author_id)
    .where('users.tells_reading', '=', 1)
    .orderBy('memberships.user_id')
  const rows =
    message.in_room === 1
      ? await members.where('memberships.read_seq', '>=', message.seq).execute()
      : await members
          .innerJoin('thread_follows', (join) =>
            join
              .onRef('thread_follows.user_id', '=', 'memberships.user_id')
              .on('thread_follows.root_id', '=', message.root_id ?? ''),
          )
          .where('thread_follows.read_seq', '>=', message.seq)
          .execute()
  return rows.map((row) => row.user_id)
}
