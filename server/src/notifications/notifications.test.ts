import { expect, test } from 'bun:test'
import { aCommunity, type TestPerson } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'

async function entryOf(person: TestPerson, roomId: string) {
  return (await person.reads('room.show', { roomId })).entry
}

test('what of a room concerns one is chosen for each room and known to oneself alone', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  const { seq } = await ann.did('message.post', { roomId, body: 'tea, @bob?' })
  expect(await entryOf(bob, roomId)).toMatchObject({ membership: { level: 'mentions' }, reasons: { mention: [seq] } })
  await bob.did('membership.set-level', { roomId, level: 'nothing' })
  expect(await entryOf(bob, roomId)).toMatchObject({ membership: { level: 'nothing' }, unread: 0, reasons: {} })
  const { seq: at } = await bob.did('membership.set-level', { roomId, level: 'everything' })
  expect(await entryOf(bob, roomId)).toMatchObject({ unread: 1, reasons: { mention: [seq], everything: [seq] } })
  const told = await bob.reads('log.read', { cursors: { [bob.id]: at - 1 } })
  expect(told.logs[0]?.events).toMatchObject([
    { type: 'membership.edited', subjectId: roomId, entry: { membership: { level: 'everything' }, unread: 1 } },
  ])
  expect((await entryOf(ann, roomId)).membership?.level).toBe('mentions')
})

test('a direct room counts everything until one wants less', async () => {
  const { ann, bob } = await aCommunity(await aParley())
  const { subjectId: roomId } = await ann.did('room.open-direct', { userIds: [bob.id] })
  const { seq } = await ann.did('message.post', { roomId, body: 'psst' })
  expect(await entryOf(bob, roomId)).toMatchObject({ membership: { level: 'everything' }, reasons: { direct: [seq] } })
  await bob.did('membership.set-level', { roomId, level: 'mentions' })
  expect(await entryOf(bob, roomId)).toMatchObject({ unread: 1, reasons: {} })
})

test('a mark makes read messages unread until it is taken away or one says something', async () => {
  const { ann, bob } = await aCommunity(await aParley())
  const { subjectId: roomId } = await ann.did('room.open-direct', { userIds: [bob.id] })
  const seqs: number[] = []
  for (const body of ['one', 'two', 'three']) seqs.push((await ann.did('message.post', { roomId, body })).seq)
  await bob.did('cursor.advance', { roomId, seq: seqs[2]! })
  await bob.did('membership.mark-unread', { roomId, seq: seqs[1]! })
  const marked = await entryOf(bob, roomId)
  expect(marked).toMatchObject({ unread: 2, reasons: { direct: seqs.slice(1) }, membership: { readSeq: seqs[2]! } })
  await bob.did('cursor.advance', { roomId, seq: marked.head })
  expect((await entryOf(bob, roomId)).unread).toBe(2)
  await bob.did('membership.mark-unread', { roomId, seq: 0 })
  expect((await entryOf(bob, roomId)).unread).toBe(0)
  await bob.did('membership.mark-unread', { roomId, seq: seqs[0]! })
  await bob.did('message.post', { roomId, body: 'four' })
  expect(await entryOf(bob, roomId)).toMatchObject({ unread: 0, membership: { markedSeq: 0 } })
})

test('a mark is never past the head', async () => {
  const { bob, roomId } = await aCommunity(await aParley())
  const { head } = await entryOf(bob, roomId)
  await bob.did('membership.mark-unread', { roomId, seq: head + 100 })
  expect((await entryOf(bob, roomId)).membership?.markedSeq).toBe(head)
})

test('one’s keywords are found as whole words and phrases, in any case, and an edit changes what is found', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  await bob.did('notifications.edit', { keywords: [' Regatta ', 'REGATTA', 'high  tide', '帆船'] })
  expect((await bob.reads('session.show', {})).me.keywords).toEqual(['Regatta', 'high tide', '帆船'])
  const says = async (body: string) => (await ann.did('message.post', { roomId, body })).seq
  const found = [await says('the REGATTA!'), await says('at *high* tide'), await says('明天的帆船比賽')]
  await says('regattas are many, tide high')
  const { subjectId: messageId, seq } = await ann.did('message.post', { roomId, body: 'a regata' })
  expect((await entryOf(bob, roomId)).reasons).toEqual({ keyword: found })
  await ann.did('message.edit', { messageId, body: 'a regatta' })
  expect((await entryOf(bob, roomId)).reasons).toEqual({ keyword: [...found, seq] })
  await bob.did('notifications.edit', { keywords: [] })
  expect((await entryOf(bob, roomId)).reasons).toEqual({})
})

test('keywords without a letter, too many or too long are refused, and others never learn them', async () => {
  const { ann, bob } = await aCommunity(await aParley())
  for (const keywords of [['***'], [''], ['x'.repeat(41)], Array.from({ length: 21 }, (_, n) => `word${n}`)]) {
    expect(await bob.does('notifications.edit', { keywords })).toMatchObject({ error: { code: 'bad_input' } })
  }
  await bob.did('notifications.edit', { keywords: ['canary-word'] })
  const seen = await ann.reads('user.show', { userId: bob.id })
  expect(JSON.stringify(seen)).not.toContain('canary-word')
})

test('deleting the last message makes a room read again', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  const first = await ann.did('message.post', { roomId, body: 'one' })
  await bob.did('cursor.advance', { roomId, seq: first.seq })
  const { subjectId: messageId } = await ann.did('message.post', { roomId, body: 'two' })
  expect((await entryOf(bob, roomId)).unread).toBe(1)
  await ann.did('message.delete', { messageId })
  expect(await entryOf(bob, roomId)).toMatchObject({ unread: 0, room: { lastMessageSeq: first.seq } })
})
