import { expect, test } from 'bun:test'
import { sql } from 'kysely'
import { aCommunity } from '../../testing/people.ts'
import { aParley } from '../../testing/parley.ts'
import { migrate } from '../migrate.ts'
import type { Reader } from '../transaction.ts'

/** What a database had before: no mentions, no levels, and a last message that may have been deleted. */
async function asBefore({ db }: Reader, lastPosted: Readonly<Record<string, number>>): Promise<void> {
  await sql`drop table mentions`.execute(db)
  await sql`drop index calls_by_room`.execute(db)
  for (const [table, column] of COLUMNS) await sql.raw(`alter table ${table} drop column ${column}`).execute(db)
  for (const [id, seq] of Object.entries(lastPosted))
    await db.updateTable('rooms').set({ last_message_seq: seq, last_message_at: 1 }).where('id', '=', id).execute()
  await sql`delete from migrations where name in ('0007-unread', '0008-inbox')`.execute(db)
}

const COLUMNS = [
  ['messages', 'mentions'],
  ['messages', 'calls'],
  ['rooms', 'last_call_seq'],
  ['memberships', 'level'],
  ['memberships', 'marked_seq'],
  ['users', 'keywords'],
  ['users', 'tells_reading'],
] as const

test('a database of before knows of each room the last message that still stands, and what is unread by it', async () => {
  const world = await aParley()
  const { ann, bob, roomId } = await aCommunity(world)
  const say = async (room: string, body: string) => (await ann.did('message.post', { roomId: room, body }))!
  const room = async (name: string) => {
    const { subjectId } = await ann.did('room.create', { name, kind: 'public' })
    await bob.did('room.join', { roomId: subjectId })
    return subjectId
  }
  const [emptied, silent] = [await room('emptied'), await room('silent')]
  const stays = await say(roomId, 'this stays')
  const last = await say(roomId, 'this goes')
  const only = await say(emptied, 'all that was said')
  await ann.did('message.delete', { messageId: last.subjectId })
  await ann.did('message.delete', { messageId: only.subjectId })
  const before = await entriesOf()

  await world.parley.store.writer.group(async (tx) => {
    await asBefore(tx, { [roomId]: last.seq, [emptied]: only.seq })
    await migrate(tx.db, 1)
  })
  expect(await entriesOf()).toEqual(before)
  expect(before[roomId]).toMatchObject({ lastMessageSeq: stays.seq, lastMessageAt: stays.at, unread: 1, reasons: {} })
  expect(before[emptied]).toMatchObject({ lastMessageSeq: 0, lastMessageAt: null, unread: 0 })
  expect(before[silent]).toMatchObject({ lastMessageSeq: 0, lastMessageAt: null, unread: 0 })
  // What was said before named nobody, and what is said now does.
  await ann.did('message.post', { roomId, body: 'and you, @bob?' })
  expect((await entriesOf())[roomId]).toMatchObject({ unread: 1, reasons: { mention: [expect.any(Number)] } })
  expect((await bob.reads('inbox.list', {})).items).toHaveLength(1)

  async function entriesOf() {
    const { entries } = await bob.reads('room.list', {})
    return Object.fromEntries(
      entries.map(({ room: { id, lastMessageSeq, lastMessageAt }, unread, reasons, membership }) => [
        id,
        { lastMessageSeq, lastMessageAt, unread, reasons, membership },
      ]),
    )
  }
})
