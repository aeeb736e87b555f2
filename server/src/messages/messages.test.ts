import { expect, test } from 'bun:test'
import { aCommunity, aGuest } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'

test('an edited message keeps its place and says so, and the last edit stays', async () => {
  const world = await aParley()
  const { ann, bob, roomId } = await aCommunity(world)
  const { subjectId: messageId, seq } = await ann.did('message.post', { roomId, body: 'low water at 6' })
  await bob.did('message.post', { roomId, body: 'sure?' })
  world.clock.now += 5_000
  await ann.did('message.edit', { messageId, body: 'low water at 7' })
  const last = await ann.did('message.edit', { messageId, body: 'low water at 8' })
  const { messages } = await bob.reads('room.history', { roomId })
  expect(messages[0]).toMatchObject({
    id: messageId,
    seq,
    version: last.seq,
    body: 'low water at 8',
    editedAt: last.at,
  })
  expect(messages[1]).toMatchObject({ editedAt: null })
})

test('nobody edits another’s message, whoever he is', async () => {
  const { olga, ann, bob, roomId } = await aCommunity(await aParley())
  await olga.did('room.join', { roomId })
  const { subjectId: messageId } = await bob.did('message.post', { roomId, body: 'mine' })
  for (const person of [olga, ann]) {
    expect(await person.does('message.edit', { messageId, body: 'ours' })).toMatchObject({
      status: 403,
      error: { code: 'forbidden' },
    })
  }
  expect(await bob.does('message.edit', { messageId, body: 'still mine' })).toMatchObject({ status: 200 })
})

test('a deleted message leaves its place, is gone for an edit, and deleting it again changes nothing', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  const { subjectId: messageId, seq } = await ann.did('message.post', { roomId, body: 'oops' })
  const { seq: version, at } = await ann.did('message.delete', { messageId })
  const { messages, head } = await bob.reads('room.history', { roomId })
  expect(messages).toMatchObject([{ id: messageId, seq, version, body: '', deletedAt: at }])
  expect(await ann.does('message.edit', { messageId, body: 'back' })).toMatchObject({
    status: 410,
    error: { code: 'message_gone' },
  })
  await ann.did('message.delete', { messageId })
  expect((await bob.reads('room.history', { roomId })).head).toBe(head)
})

test('the owner of the community deletes any message but those of others’ direct rooms, a room’s owner those of his room', async () => {
  const { olga, ann, bob, eve, roomId } = await aCommunity(await aParley())
  const { subjectId: inPublic } = await bob.did('message.post', { roomId, body: 'rude' })
  await eve.did('room.join', { roomId })
  const { subjectId: inAnns } = await eve.did('message.post', { roomId, body: 'rude too' })
  await eve.did('room.leave', { roomId })
  const { subjectId: directId } = await ann.did('room.open-direct', { userIds: [bob.id] })
  const { subjectId: inDirect } = await ann.did('message.post', { roomId: directId, body: 'private' })
  expect(await eve.does('message.delete', { messageId: inPublic })).toMatchObject({
    error: { code: 'message_not_found' },
  })
  expect(await bob.does('message.delete', { messageId: inAnns })).toMatchObject({ error: { code: 'forbidden' } })
  expect(await ann.does('message.delete', { messageId: inAnns })).toMatchObject({ status: 200 })
  expect(await olga.does('message.delete', { messageId: inPublic })).toMatchObject({ status: 200 })
  expect(await olga.does('message.delete', { messageId: inDirect })).toMatchObject({
    error: { code: 'message_not_found' },
  })
  const { messages } = await ann.reads('room.history', { roomId: directId })
  expect(messages.map(({ body }) => body)).toEqual(['private'])
})

test('who was removed can neither edit nor delete what he said, and a guest can what he said', async () => {
  const world = await aParley()
  const { ann, bob, roomId } = await aCommunity(world)
  await ann.did('room.edit', { roomId, openToGuests: true })
  const gil = await aGuest(world, 'gil', 'tides')
  const { subjectId: byBob } = await bob.did('message.post', { roomId, body: 'one' })
  const { subjectId: byGil } = await gil.did('message.post', { roomId, body: 'two' })
  await ann.did('room.remove-member', { roomId, userId: bob.id })
  expect(await bob.does('message.edit', { messageId: byBob, body: 'x' })).toMatchObject({ status: 404 })
  expect(await bob.does('message.delete', { messageId: byBob })).toMatchObject({ status: 404 })
  await gil.did('message.edit', { messageId: byGil, body: 'three' })
  await gil.did('message.delete', { messageId: byGil })
  const { messages, people } = await ann.reads('room.history', { roomId })
  expect(messages.map(({ body }) => body)).toEqual(['one', ''])
  expect(people.map(({ displayName, role }) => `${displayName}, ${role}`).sort()).toEqual(['bob, member', 'gil, guest'])
})

test('who says something has read what came before', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  await ann.did('message.post', { roomId, body: 'hello' })
  expect((await bob.reads('room.show', { roomId })).entry.unread).toBe(1)
  const { seq } = await bob.did('message.post', { roomId, body: 'hello back' })
  expect((await bob.reads('room.show', { roomId })).entry).toMatchObject({ unread: 0, membership: { readSeq: seq } })
})

test('members say fifteen things at once and guests five, then they wait', async () => {
  const world = await aParley({ isFast: false })
  const { ann, roomId } = await aCommunity(world)
  await ann.did('room.edit', { roomId, openToGuests: true })
  const gil = await aGuest(world, 'gil', 'tides')
  for (const [person, atOnce] of [
    [ann, 15],
    [gil, 5],
  ] as const) {
    const id = crypto.randomUUID()
    const first = await person.did('message.post', { id, roomId, body: 'first' })
    for (let n = 1; n < atOnce; n += 1) await person.did('message.post', { roomId, body: `no. ${n}` })
    const refused = await person.does('message.post', { roomId, body: 'one more' })
    expect(refused).toMatchObject({ status: 429, error: { code: 'too_fast', retryS: 1 } })
    // What was done once is not refused afterwards.
    expect(await person.did('message.post', { id, roomId, body: 'first' })).toEqual(first)
    world.clock.now += 1_000
    expect(await person.does('message.post', { roomId, body: 'one more' })).toMatchObject({ status: 200 })
  }
})
