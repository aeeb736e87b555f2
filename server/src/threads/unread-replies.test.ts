import { expect, test } from 'bun:test'
import { aParley } from '../testing/parley.ts'
import { aCommunity, type TestPerson } from '../testing/people.ts'

async function aThread() {
  const world = await aParley()
  const community = await aCommunity(world)
  const { ann, roomId } = community
  const { subjectId: rootId } = await ann.did('message.post', { roomId, body: 'Which boat?' })
  const replies = (who: TestPerson, body: string) => who.did('message.post', { roomId, body, rootId })
  return { world, ...community, rootId, replies }
}

async function countOf(reader: TestPerson, roomId: string) {
  const { unread, reasons, replies } = (await reader.reads('room.show', { roomId })).entry
  return { unread, reasons, replies }
}

const NOTHING = { unread: 0, reasons: {}, replies: undefined }

test('a reply in a thread that one follows counts in its room until the thread is read, whoever reads the room', async () => {
  const { ann, bob, roomId, rootId, replies } = await aThread()
  const { seq } = await replies(bob, 'one')
  const { seq: second } = await replies(bob, 'two')
  const two = { unread: 2, reasons: { thread: [seq, second] }, replies: { [rootId]: [seq, second] } }
  expect(await countOf(ann, roomId)).toEqual(two)
  expect(await countOf(bob, roomId)).toMatchObject({ reasons: {} })
  await ann.did('cursor.advance', { roomId, seq: 1_000 })
  expect(await countOf(ann, roomId)).toEqual(two)
  await ann.did('thread.advance', { rootId, seq })
  expect(await countOf(ann, roomId)).toEqual({
    unread: 1,
    reasons: { thread: [second] },
    replies: { [rootId]: [second] },
  })
  await replies(ann, 'three')
  expect(await countOf(ann, roomId)).toEqual(NOTHING)
})

test('what is unfollowed, mute, deleted or left counts no more, and counts again when one comes back to it', async () => {
  const { ann, bob, roomId, rootId, replies } = await aThread()
  await ann.did('cursor.advance', { roomId, seq: 1_000 })
  const { seq, subjectId: messageId } = await replies(bob, 'one')
  const one = { unread: 1, reasons: { thread: [seq] }, replies: { [rootId]: [seq] } }
  await ann.did('thread.unfollow', { rootId })
  expect(await countOf(ann, roomId)).toEqual(NOTHING)
  await ann.did('thread.follow', { rootId })
  expect(await countOf(ann, roomId)).toEqual(one)
  await ann.did('membership.set-level', { roomId, level: 'nothing' })
  expect(await countOf(ann, roomId)).toEqual(NOTHING)
  await ann.did('membership.set-level', { roomId, level: 'mentions' })
  expect(await countOf(ann, roomId)).toEqual(one)
  await bob.did('message.delete', { messageId })
  expect(await countOf(ann, roomId)).toEqual(NOTHING)
})

test('an event about a thread tells what is unread in it, also one that one follows later', async () => {
  const { world, ann, bob, eve, roomId, rootId, replies } = await aThread()
  await eve.did('room.join', { roomId })
  const { seq } = await replies(bob, 'one')
  await eve.did('thread.follow', { rootId })
  const told = world.published.flatMap(({ logId, events }) => (logId === eve.id ? events : [])).at(-1)?.event
  expect(told).toMatchObject({ type: 'thread.followed', thread: { isFollowing: true, unread: [seq] } })
  const { items } = await ann.reads('inbox.list', {})
  expect(items).toMatchObject([{ kind: 'thread', thread: { unread: [seq] } }])
})

test('of very many unread replies the latest are told, and at most 99 are counted', async () => {
  const { ann, bob, roomId, rootId, replies } = await aThread()
  const seqs: number[] = []
  for (let n = 0; n < 105; n += 1) seqs.push((await replies(bob, `no. ${n}`)).seq)
  const latest = seqs.slice(-100)
  expect(await countOf(ann, roomId)).toEqual({ unread: 99, reasons: { thread: latest }, replies: { [rootId]: latest } })
})
