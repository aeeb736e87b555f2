import { Database } from 'bun:sqlite'
import { expect, test } from 'bun:test'
import { sql } from 'kysely'
import { seqsOf } from '../../memberships/unread.ts'
import { aCommunity } from '../../testing/people.ts'
import { aParley } from '../../testing/parley.ts'
import { migrate } from '../migrate.ts'
import type { Reader } from '../transaction.ts'

async function asBefore({ db }: Reader): Promise<void> {
  await sql`drop index timeline`.execute(db)
  await sql`create unique index timeline on messages (room_id, seq) where in_room = 1`.execute(db)
  await sql`delete from migrations where name = '0026-covering-timeline'`.execute(db)
}

/** How the database would find the unread messages of rooms, by the text that it says of its plan. */
async function planOfUnread(reader: Reader): Promise<string> {
  const { sql: text } = reader.db
    .selectFrom('memberships')
    .innerJoin('rooms', 'rooms.id', 'memberships.room_id')
    .innerJoin('logs', 'logs.id', 'memberships.room_id')
    .select(seqsOf.every.as('every'))
    .compile()
  if (reader.kind === 'postgres') {
    await reader.all('set local enable_seqscan = off', [])
    return JSON.stringify(await reader.all(`explain (costs off) ${text}`, []))
  }
  // A connection that knew other indexes explains by those.
  const [{ file } = { file: '' }] = await reader.all<{ file: string }>('pragma database_list', [])
  using anew = new Database(file, { readonly: true })
  return JSON.stringify(anew.query(`explain query plan ${text}`).all())
}

const INDEX_ALONE = /COVERING INDEX timeline|Index Only Scan[a-zA-Z ]* using timeline/

test('what is unread is found in an index alone, also in a database of before, which answers the same', async () => {
  const world = await aParley()
  const { ann, bob } = await aCommunity(world)
  const { subjectId: roomId } = await ann.did('room.open-direct', { userIds: [bob.id] })
  const seqs: number[] = []
  for (const body of ['one', 'two', 'three']) seqs.push((await ann.did('message.post', { roomId, body })).seq)
  const { subjectId: gone } = await ann.did('message.post', { roomId, body: 'never mind' })
  await ann.did('message.delete', { messageId: gone })
  await bob.did('message.post', { roomId, body: 'not read, but his own' })
  await bob.did('membership.mark-unread', { roomId, seq: seqs[1] ?? 0 })
  const read = async () => {
    const { entries } = await bob.reads('room.list', {})
    const { messages } = await bob.reads('room.history', { roomId })
    return { reasons: entries.find(({ room }) => room.id === roomId)?.reasons, messages }
  }
  const now = await read()
  expect(now.reasons).toEqual({ direct: seqs.slice(1) })

  const { store } = world.parley
  await store.writer.group(asBefore)
  expect(await store.read(planOfUnread)).not.toMatch(INDEX_ALONE)
  await store.writer.group(({ db }) => migrate(db, 1))
  expect(await store.read(planOfUnread)).toMatch(INDEX_ALONE)
  expect(await read()).toEqual(now)
})
