import { expect, test } from 'bun:test'
import type { Published } from '../live/published.ts'
import { aParley } from '../testing/parley.ts'
import { aCommunity, type TestPerson } from '../testing/people.ts'

async function aThread() {
  const world = await aParley()
  const community = await aCommunity(world)
  const { ann, roomId } = community
  const { subjectId: rootId } = await ann.did('message.post', { roomId, body: 'Which boat?' })
  const replies = (who: TestPerson, body: string, more: object = {}) =>
    who.did('message.post', { roomId, body, rootId, ...more })
  return { world, ...community, rootId, replies }
}

async function threadOf(reader: TestPerson, roomId: string, rootId: string) {
  const { messages } = await reader.reads('room.history', { roomId, limit: 100 })
  return messages.find(({ id }) => id === rootId)?.thread
}

async function entryOf(reader: TestPerson, rootId: string) {
  const { threads } = await reader.reads('thread.list', { rootIds: [rootId] })
  return threads[0]
}

async function unreadIn(reader: TestPerson) {
  const { threads } = await reader.reads('thread.list', {})
  return threads.map(({ root, readSeq }) => [root.body, (root.thread?.lastReplySeq ?? 0) > readSeq] as const)
}

test('replies stand in their thread, and in the timeline only if they are sent there too', async () => {
  const { ann, bob, roomId, rootId, replies } = await aThread()
  await replies(bob, 'the red one')
  await replies(ann, 'or the blue one', { alsoInRoom: true })
  const history = await bob.reads('room.history', { roomId })
  expect(history.messages.map(({ body }) => body)).toEqual(['Which boat?', 'or the blue one'])
  const thread = await bob.reads('thread.history', { rootId })
  expect(thread.root.body).toBe('Which boat?')
  expect(thread.messages.map(({ body, alsoInRoom }) => [body, alsoInRoom])).toEqual([
    ['the red one', false],
    ['or the blue one', true],
  ])
  expect(thread.people.map(({ displayName }) => displayName).sort()).toEqual(['ann', 'bob'])
})

test('the root shows how many replied, when last, and who the last three were', async () => {
  const { world, olga, ann, bob, eve, roomId, rootId, replies } = await aThread()
  for (const person of [olga, eve]) await person.did('room.join', { roomId })
  expect(await threadOf(ann, roomId, rootId)).toBeNull()
  for (const person of [bob, eve, olga, bob]) {
    world.clock.now += 1_000
    await replies(person, 'aye')
  }
  const { seq, at } = await replies(ann, 'so be it')
  expect(await threadOf(ann, roomId, rootId)).toEqual({
    rootId,
    rootAuthorId: ann.id,
    replyCount: 5,
    lastReplySeq: seq,
    lastReplyAt: at,
    peopleIds: [ann.id, bob.id, olga.id],
    version: seq,
  })
})

test('deleting a reply, the last or another, keeps the counts right; deleting the root keeps its thread', async () => {
  const { ann, bob, roomId, rootId, replies } = await aThread()
  const first = await replies(bob, 'one')
  const second = await replies(ann, 'two')
  await ann.did('message.delete', { messageId: second.subjectId })
  expect(await threadOf(ann, roomId, rootId)).toMatchObject({
    replyCount: 1,
    lastReplySeq: first.seq,
    lastReplyAt: first.at,
    peopleIds: [bob.id],
  })
  await ann.did('message.delete', { messageId: second.subjectId })
  expect(await threadOf(ann, roomId, rootId)).toMatchObject({ replyCount: 1 })
  await ann.did('message.delete', { messageId: rootId })
  await replies(bob, 'three')
  expect(await threadOf(ann, roomId, rootId)).toMatchObject({ replyCount: 2 })
  await bob.did('message.delete', { messageId: first.subjectId })
  const { root, messages } = await ann.reads('thread.history', { rootId })
  expect(root).toMatchObject({ body: '', thread: { replyCount: 1, peopleIds: [bob.id] } })
  expect(messages.map(({ body }) => body)).toEqual(['', '', 'three'])
  await bob.did('message.delete', { messageId: messages[2]!.id })
  expect(await threadOf(ann, roomId, rootId)).toMatchObject({
    replyCount: 0,
    lastReplySeq: 0,
    lastReplyAt: null,
    peopleIds: [],
  })
})

test('a deleted message begins no thread, and a reply to a reply stands in the thread of its root', async () => {
  const { ann, bob, roomId, rootId, replies } = await aThread()
  const { subjectId: gone } = await ann.did('message.post', { roomId, body: 'oops' })
  await ann.did('message.delete', { messageId: gone })
  expect(await bob.does('message.post', { roomId, body: 'what?', rootId: gone })).toMatchObject({
    status: 410,
    error: { code: 'message_gone' },
  })
  const { subjectId: reply } = await replies(bob, 'one')
  const { subjectId: deeper } = await ann.did('message.post', { roomId, body: 'two', rootId: reply })
  expect((await ann.reads('message.show', { messageId: deeper })).message.rootId).toBe(rootId)
  expect((await ann.reads('thread.history', { rootId: reply })).root.id).toBe(rootId)
  expect(await threadOf(ann, roomId, rootId)).toMatchObject({ replyCount: 2 })
})

test('what stands in a thread alone makes no room unread, moves no cursor of it and is not its last message', async () => {
  const { ann, bob, roomId, replies } = await aThread()
  const entry = async (who: TestPerson) => (await who.reads('room.show', { roomId })).entry
  await bob.did('cursor.advance', { roomId, seq: 100 })
  const before = await entry(bob)
  await replies(ann, 'one')
  expect(await entry(bob)).toMatchObject({ unread: 0, room: { lastMessageSeq: before.room.lastMessageSeq } })
  await ann.did('message.post', { roomId, body: 'in the room' })
  await replies(bob, 'two')
  expect((await entry(bob)).unread).toBe(1)
  await replies(ann, 'three', { alsoInRoom: true })
  const { seq } = await replies(bob, 'four', { alsoInRoom: true })
  expect(await entry(bob)).toMatchObject({ unread: 0, membership: { readSeq: seq }, room: { lastMessageSeq: seq } })

  const { subjectId: direct } = await ann.did('room.open-direct', { userIds: [bob.id] })
  const { subjectId: root } = await ann.did('message.post', { roomId: direct, body: 'you and me' })
  await ann.did('message.post', { roomId: direct, body: 'aside', rootId: root })
  expect((await bob.reads('room.show', { roomId: direct })).entry.unread).toBe(1)
})

test('who wrote the root and who replies follow by themselves, and have read what they said', async () => {
  const { ann, bob, eve, roomId, rootId, replies } = await aThread()
  await eve.did('room.join', { roomId })
  await replies(bob, 'one')
  expect(await unreadIn(ann)).toEqual([['Which boat?', true]])
  expect(await unreadIn(bob)).toEqual([['Which boat?', false]])
  expect(await unreadIn(eve)).toEqual([])
  await replies(ann, 'two')
  expect(await unreadIn(ann)).toEqual([['Which boat?', false]])
  expect(await unreadIn(bob)).toEqual([['Which boat?', true]])
  await eve.did('thread.follow', { rootId })
  expect(await unreadIn(eve)).toEqual([['Which boat?', true]])
})

test('who unfollows is left alone, even as the author of the root, until he replies or follows again', async () => {
  const { ann, bob, rootId, replies } = await aThread()
  await ann.did('thread.unfollow', { rootId })
  await replies(bob, 'one')
  expect(await unreadIn(ann)).toEqual([])
  expect(await entryOf(ann, rootId)).toMatchObject({ isFollowing: false })
  await replies(ann, 'two')
  await replies(bob, 'three')
  expect(await unreadIn(ann)).toEqual([['Which boat?', true]])
  await ann.did('thread.unfollow', { rootId })
  expect(await unreadIn(ann)).toEqual([])
  await ann.did('thread.follow', { rootId })
  expect(await unreadIn(ann)).toEqual([['Which boat?', true]])
})

test('who follows a message before anybody replied is told by the first reply', async () => {
  const { world, ann, bob, eve, roomId, rootId, replies } = await aThread()
  await eve.did('room.join', { roomId })
  await eve.did('thread.follow', { rootId })
  expect(await unreadIn(eve)).toEqual([])
  const toldBefore = toldTo(world.published, eve)
  await replies(bob, 'one')
  expect(toldTo(world.published, eve).slice(toldBefore.length)).toMatchObject([
    { type: 'thread.followed', thread: { root: { thread: { replyCount: 1 } } } },
  ])
  await replies(ann, 'two')
  expect(toldTo(world.published, eve)).toHaveLength(toldBefore.length + 1)
})

function toldTo(published: readonly Published[], person: TestPerson) {
  const own = published.flatMap(({ logId, events }) => (logId === person.id ? events : []))
  return own.flatMap(({ event }) => (event.type.startsWith('thread.') ? [event] : []))
}

test('a thread cursor only grows, and never past the head', async () => {
  const { ann, bob, roomId, rootId, replies } = await aThread()
  const { seq } = await replies(bob, 'one')
  await ann.did('thread.advance', { rootId, seq })
  expect(await entryOf(ann, rootId)).toMatchObject({ readSeq: seq })
  await ann.did('thread.advance', { rootId, seq: 1 })
  expect(await entryOf(ann, rootId)).toMatchObject({ readSeq: seq })
  await ann.did('thread.advance', { rootId, seq: 10_000 })
  const { head } = await ann.reads('room.history', { roomId })
  expect(await entryOf(ann, rootId)).toMatchObject({ readSeq: head })
})

test('the list has the unread first, then the latest, and pages partition it', async () => {
  const world = await aParley()
  const { ann, bob, roomId } = await aCommunity(world)
  for (let n = 0; n < 70; n += 1) {
    world.clock.now += 1_000
    const { subjectId: rootId } = await ann.did('message.post', { roomId, body: `root ${n}` })
    const { seq } = await bob.did('message.post', { roomId, body: 'aye', rootId })
    if (n % 3 === 0) await ann.did('thread.advance', { rootId, seq })
  }
  const seen: [string, boolean][] = []
  let after: string | undefined
  do {
    const page = await ann.reads('thread.list', after === undefined ? {} : { after })
    for (const { root, readSeq } of page.threads) seen.push([root.body, (root.thread?.lastReplySeq ?? 0) > readSeq])
    after = page.next ?? undefined
  } while (after !== undefined)
  const numbers = Array.from({ length: 70 }, (_, n) => 69 - n)
  expect(seen).toEqual([
    ...numbers.filter((n) => n % 3 !== 0).map((n): [string, boolean] => [`root ${n}`, true]),
    ...numbers.filter((n) => n % 3 === 0).map((n): [string, boolean] => [`root ${n}`, false]),
  ])
  expect(await ann.asks('thread.list', { after: '1 x y' })).toMatchObject({ error: { code: 'bad_input' } })
})

test('the pages of a thread have every reply once and in order', async () => {
  const { ann, bob, rootId, replies } = await aThread()
  const seqs: number[] = []
  for (let n = 0; n < 12; n += 1) seqs.push((await replies(n % 2 === 0 ? ann : bob, `no. ${n}`)).seq)
  let before: number | undefined
  const seen: number[] = []
  for (let hasOlder = true; hasOlder;) {
    const page = await ann.reads('thread.history', { rootId, limit: 5, ...(before === undefined ? {} : { before }) })
    seen.unshift(...page.messages.map(({ seq }) => seq))
    before = page.messages[0]?.seq
    hasOlder = page.hasOlder
  }
  expect(seen).toEqual(seqs)
  const around = await ann.reads('thread.history', { rootId, limit: 4, around: seqs[6] })
  expect(around.messages.map(({ seq }) => seq)).toEqual(seqs.slice(4, 8))
  expect([around.hasOlder, around.hasNewer]).toEqual([true, true])
})

test('who leaves a room loses its threads, and has them again when he is back', async () => {
  const { ann, bob, roomId, rootId, replies } = await aThread()
  await replies(bob, 'one')
  await ann.did('room.remove-member', { roomId, userId: bob.id })
  expect(await unreadIn(bob)).toEqual([])
  expect(await entryOf(bob, rootId)).toBeUndefined()
  const nothing = await bob.asks('thread.history', { rootId: crypto.randomUUID() })
  expect(nothing).toMatchObject({ status: 404, error: { code: 'message_not_found' } })
  expect(await bob.asks('thread.history', { rootId })).toEqual(nothing)
  expect((await bob.does('thread.follow', { rootId })).status).toBe(404)
  await bob.did('room.join', { roomId })
  expect(await unreadIn(bob)).toEqual([['Which boat?', false]])
})

test('a reply’s event brings its thread along, live as in catch-up', async () => {
  const { world, ann, bob, roomId, rootId, replies } = await aThread()
  const { seq, subjectId } = await replies(bob, 'one')
  const live = world.published.flatMap(({ logId, events }) => (logId === roomId ? events : []))
  expect(live.at(-1)?.event).toMatchObject({
    type: 'message.posted',
    seq,
    thread: { rootId, replyCount: 1, version: seq },
  })
  await bob.did('message.delete', { messageId: subjectId })
  const { logs } = await ann.reads('log.read', { cursors: { [roomId]: seq - 1 } })
  expect(logs[0]?.events).toMatchObject([
    { type: 'message.posted', thread: { replyCount: 0, version: seq + 1 } },
    { type: 'message.deleted', thread: { replyCount: 0, version: seq + 1 } },
  ])
})
