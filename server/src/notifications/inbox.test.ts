import { expect, test } from 'bun:test'
import { aCommunity, type TestPerson } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'

/** What is in somebody's inbox, by the texts. */
async function inboxOf(person: TestPerson, after?: string) {
  const { items, next } = await person.reads('inbox.list', after === undefined ? {} : { after })
  const texts = items.map((item) => (item.kind === 'thread' ? `# ${item.thread.root.body}` : item.message.body))
  return { texts, next }
}

test('what names or answers one and the threads that one follows are in one list, the newest first', async () => {
  const world = await aParley()
  const { ann, bob, roomId } = await aCommunity(world)
  const later = () => (world.clock.now += 60_000)
  const first = await bob.did('message.post', { roomId, body: 'I sail' })
  later()
  await ann.did('message.post', { roomId, body: 'hello @bob' })
  later()
  await ann.did('message.post', { roomId, body: 'good for you', replyTo: first.subjectId })
  await ann.did('message.post', { roomId, body: 'nothing for anybody, @room' })
  expect((await inboxOf(bob)).texts).toEqual(['good for you', 'hello @bob'])
  later()
  await ann.did('message.post', { roomId, body: 'where?', rootId: first.subjectId })
  expect((await inboxOf(bob)).texts).toEqual(['# I sail', 'good for you', 'hello @bob'])
  await bob.did('thread.unfollow', { rootId: first.subjectId })
  expect((await inboxOf(bob)).texts).toEqual(['good for you', 'hello @bob'])
  await bob.did('room.leave', { roomId })
  expect((await inboxOf(bob)).texts).toEqual([])
})

test('pages of the inbox have everything once, although much was said at one time', async () => {
  const world = await aParley()
  const { ann, bob, roomId } = await aCommunity(world)
  const said: string[] = []
  for (let n = 0; n < 70; n += 1) {
    if (n % 10 === 0) world.clock.now += 60_000
    said.push(`no. ${n} @bob`)
    await ann.did('message.post', { roomId, body: said[n]! })
  }
  const found: string[] = []
  let page = await inboxOf(bob)
  while (page.next !== null) {
    found.push(...page.texts)
    page = await inboxOf(bob, page.next)
  }
  found.push(...page.texts)
  expect(found.toSorted()).toEqual(said.toSorted())
  expect(found).toHaveLength(70)
})

test('in a small room one is told who has read a message, but for who does not tell', async () => {
  const { ann, bob, eve, roomId } = await aCommunity(await aParley())
  await eve.did('room.join', { roomId })
  const { subjectId: messageId, seq } = await ann.did('message.post', { roomId, body: 'read this' })
  const readers = async () => (await ann.reads('message.readers', { messageId })).readerIds
  expect(await readers()).toEqual([])
  for (const one of [bob, eve]) await one.did('cursor.advance', { roomId, seq })
  expect(await readers()).toEqual([bob.id, eve.id].toSorted())
  await eve.did('notifications.edit', { tellsReading: false })
  expect(await readers()).toEqual([bob.id])
})

test('the first message of a day is found among deleted ones and replies', async () => {
  const world = await aParley()
  const { ann, roomId } = await aCommunity(world)
  const seqs: number[] = []
  const days: string[] = []
  for (let n = 0; n < 40; n += 1) {
    world.clock.now += 3_600_000 * 3
    days.push(new Date(world.clock.now).toISOString())
    const { seq, subjectId } = await ann.did('message.post', { roomId, body: `no. ${n}` })
    seqs.push(seq)
    if (n % 3 === 0) await ann.did('message.post', { roomId, body: 'in a thread', rootId: subjectId })
    if (n % 7 === 0) await ann.did('message.delete', { messageId: subjectId })
  }
  for (const [n, at] of days.entries()) {
    expect(await ann.reads('room.find-time', { roomId, at })).toEqual({ seq: seqs[n]! })
  }
  expect(await ann.reads('room.find-time', { roomId, at: '1999-01-01T00:00:00.000Z' })).toEqual({ seq: seqs[0]! })
  expect(await ann.reads('room.find-time', { roomId, at: '2999-01-01T00:00:00.000Z' })).toEqual({ seq: null })
})
