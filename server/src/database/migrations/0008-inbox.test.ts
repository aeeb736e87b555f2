import { expect, test } from 'bun:test'
import { sql } from 'kysely'
import { aCommunity } from '../../testing/people.ts'
import { aParley } from '../../testing/parley.ts'
import { migrate } from '../migrate.ts'
import type { Reader } from '../transaction.ts'

/** Mentions as a database had them before: by their place in a room. */
async function asBefore({ db }: Reader): Promise<void> {
  await sql`drop index mentions_by_time`.execute(db)
  await sql`alter table mentions drop column message_id`.execute(db)
  await sql`create index mentions_by_time on mentions (user_id, at)`.execute(db)
  await sql`delete from migrations where name = '0008-inbox'`.execute(db)
}

test('mentions of before lead to their messages: those of timelines, of threads, edited and deleted ones', async () => {
  const world = await aParley()
  const { ann, bob, eve, roomId } = await aCommunity(world)
  await eve.did('room.join', { roomId })
  const say = async (body: string, more: { rootId?: string; replyTo?: string } = {}) =>
    (await ann.did('message.post', { roomId, body, ...more })).subjectId
  const { subjectId: bobs } = await bob.did('message.post', { roomId, body: 'Which pier?' })
  const named = await say('ask @bob and @eve')
  const inThread = await say('the long one, @bob', { rootId: bobs })
  const answered = await say('the old one', { replyTo: bobs })
  const later = await say('nobody')
  await ann.did('message.edit', { messageId: later, body: 'not nobody but @bob' })
  const gone = await say('@bob, never mind')
  await ann.did('message.delete', { messageId: gone })
  const read = async () => {
    const [bobsInbox, evesInbox] = [await bob.reads('inbox.list', {}), await eve.reads('inbox.list', {})]
    return [bobsInbox.items, evesInbox.items]
  }
  const before = await read()
  const rows = await mentions()
  await world.parley.store.writer.group(async (tx) => {
    await asBefore(tx)
    await migrate(tx.db, 1)
  })
  expect(await read()).toEqual(before)
  expect(await mentions()).toEqual(rows)
  expect(new Set(rows.filter((row) => row.user_id === bob.id).map((row) => row.message_id))).toEqual(
    new Set([named, inThread, answered, later]),
  )
  // The next one stands before them.
  await say('once more, @bob')
  expect((await bob.reads('inbox.list', {})).items.length).toBe((before[0]?.length ?? 0) + 1)

  function mentions() {
    return world.parley.store.read(({ db }) =>
      db.selectFrom('mentions').select(['user_id', 'seq', 'message_id']).orderBy('seq').orderBy('user_id').execute(),
    )
  }
})
