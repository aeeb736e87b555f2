import { expect, test } from 'bun:test'
import { aCommunity } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'

test('a log is read after a cursor, in order and without a hole, with everyone it refers to', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  const { subjectId: messageId } = await ann.did('message.post', { roomId, body: 'one' })
  await ann.did('message.edit', { messageId, body: 'two' })
  const { logs, resets, gone, hasMore } = await bob.reads('log.read', { cursors: { [roomId]: 0 } })
  expect([resets, gone, hasMore]).toEqual([[], [], false])
  expect(logs[0]?.events.map(({ seq, type }) => [seq, type])).toEqual([
    [1, 'room.created'],
    [2, 'member.joined'],
    [3, 'member.joined'],
    [4, 'message.posted'],
    [5, 'message.edited'],
  ])
  // An event carries its subject as it is now, so an old post has today's text.
  expect(logs[0]?.events[3]).toMatchObject({ message: { body: 'two', version: 5 } })
  expect(logs[0]?.people.map(({ id }) => id)).toEqual([ann.id, bob.id].sort())
  expect((await bob.reads('log.read', { cursors: { [roomId]: 4 } })).logs[0]?.events.map(({ seq }) => seq)).toEqual([5])
  expect((await bob.reads('log.read', { cursors: { [roomId]: 5 } })).logs).toEqual([])
})

test('what one may not read is gone, whether it exists or not', async () => {
  const { ann, eve, roomId } = await aCommunity(await aParley())
  const nowhere = crypto.randomUUID()
  const cursors = { [roomId]: 0, [ann.id]: 0, [nowhere]: 0 }
  expect(await eve.reads('log.read', { cursors })).toMatchObject({ logs: [], gone: [roomId, ann.id, nowhere] })
  const own = await ann.reads('log.read', { cursors })
  expect([own.logs.map(({ log }) => log), own.gone]).toEqual([[roomId, ann.id], [nowhere]])
})

test('a cursor from another epoch, ahead of the head or too far behind must load the log again', async () => {
  const world = await aParley()
  const { ann, roomId } = await aCommunity(world)
  const reasonOf = async (cursor: number, epoch?: string) => {
    const read = await ann.reads('log.read', { cursors: { [roomId]: cursor }, ...(epoch ? { epoch } : {}) })
    return read.resets.map(({ reason, head, tail }) => [reason, head, tail])
  }
  expect(await reasonOf(3, world.parley.epoch)).toEqual([])
  expect(await reasonOf(3, 'another')).toEqual([['epoch', 3, 0]])
  expect(await reasonOf(4)).toEqual([['ahead', 3, 0]])
  await world.parley.store.writer.group(async ({ db }) => {
    await db.updateTable('logs').set({ head: 2_500, tail: 100 }).where('id', '=', roomId).execute()
  })
  expect(await reasonOf(99)).toEqual([['below_tail', 2_500, 100]])
  expect(await reasonOf(499)).toEqual([['too_far', 2_500, 100]])
})

test('a long way is read in pieces that go on where the last one ended', async () => {
  const { ann, roomId } = await aCommunity(await aParley())
  const posts = Array.from({ length: 620 }, (_, n) => ({ roomId, body: `no. ${n}` }))
  await Promise.all(posts.map((post) => ann.did('message.post', post)))
  const seqs: number[] = []
  for (let hasMore = true; hasMore;) {
    const read = await ann.reads('log.read', { cursors: { [roomId]: seqs.at(-1) ?? 0 } })
    seqs.push(...read.logs.flatMap(({ events }) => events.map(({ seq }) => seq)))
    hasMore = read.hasMore
  }
  expect(seqs).toEqual(Array.from({ length: 623 }, (_, n) => n + 1))
})

test('times never go back in a log, though the clock does', async () => {
  const world = await aParley()
  const { ann, roomId } = await aCommunity(world)
  const first = await ann.did('message.post', { roomId, body: 'now' })
  world.clock.now -= 3_600_000
  const second = await ann.did('message.post', { roomId, body: 'an hour ago, says the clock' })
  expect(second.at).toBe(first.at)
  world.clock.now += 7_200_000
  expect((await ann.did('message.post', { roomId, body: 'later' })).at > first.at).toBe(true)
})
