import { expect, test } from 'bun:test'
import { aCommunity, aPerson, type TestPerson } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'

async function namesIn(person: TestPerson, roomId: string): Promise<string[]> {
  const { people } = await person.reads('room.members', { roomId })
  return people.map(({ displayName }) => displayName).sort()
}

test('whoever joins a public room is in it for everyone, and joining again changes nothing', async () => {
  const { ann, eve, roomId } = await aCommunity(await aParley())
  await eve.did('room.join', { roomId })
  const { head } = (await ann.reads('room.show', { roomId })).entry
  await eve.did('room.join', { roomId })
  expect((await ann.reads('room.show', { roomId })).entry).toMatchObject({ head, room: { memberCount: 3 } })
  expect(await namesIn(ann, roomId)).toEqual(['ann', 'bob', 'eve'])
})

test('a private room is joined by being added, by somebody who is in it', async () => {
  const { ann, bob, eve } = await aCommunity(await aParley())
  const { subjectId: roomId } = await ann.did('room.create', { name: 'cove', kind: 'private' })
  expect(await bob.does('room.join', { roomId })).toMatchObject({ error: { code: 'room_not_found' } })
  expect(await bob.does('room.add-member', { roomId, userId: bob.id })).toMatchObject({
    error: { code: 'room_not_found' },
  })
  await ann.did('room.add-member', { roomId, userId: bob.id })
  await bob.did('room.add-member', { roomId, userId: eve.id })
  expect(await namesIn(eve, roomId)).toEqual(['ann', 'bob', 'eve'])
})

test('who leaves reads nothing more, is no longer counted, and may come back to a public room', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  await bob.did('room.leave', { roomId })
  expect(await bob.asks('room.history', { roomId })).toMatchObject({ error: { code: 'room_not_found' } })
  expect((await ann.reads('room.show', { roomId })).entry.room.memberCount).toBe(1)
  await ann.did('message.post', { roomId, body: 'meanwhile' })
  await bob.did('room.join', { roomId })
  const { messages } = await bob.reads('room.history', { roomId })
  expect(messages.map(({ body }) => body)).toEqual(['meanwhile'])
  expect((await bob.reads('room.show', { roomId })).entry.unread).toBe(0)
})

test('only who made the room or owns the community and is in it removes people, and only who is there', async () => {
  const { olga, ann, bob, eve, roomId } = await aCommunity(await aParley())
  await eve.did('room.join', { roomId })
  expect(await bob.does('room.remove-member', { roomId, userId: eve.id })).toMatchObject({
    error: { code: 'forbidden' },
  })
  expect(await olga.does('room.remove-member', { roomId, userId: eve.id })).toMatchObject({
    error: { code: 'room_not_found' },
  })
  await ann.did('room.remove-member', { roomId, userId: eve.id })
  expect(await ann.does('room.remove-member', { roomId, userId: eve.id })).toMatchObject({
    error: { code: 'user_not_found' },
  })
  await olga.did('room.join', { roomId })
  await olga.did('room.remove-member', { roomId, userId: bob.id })
  expect(await namesIn(ann, roomId)).toEqual(['ann', 'olga'])
})

test('the people of a direct room never change; leaving hides it until something is said', async () => {
  const { ann, bob, eve } = await aCommunity(await aParley())
  const { subjectId: roomId } = await ann.did('room.open-direct', { userIds: [bob.id] })
  const hiddenSeq = async () => {
    const { entries } = await bob.reads('room.list', {})
    return entries.find(({ room }) => room.id === roomId)?.membership?.hiddenSeq
  }
  for (const answer of [
    await ann.does('room.add-member', { roomId, userId: eve.id }),
    await ann.does('room.remove-member', { roomId, userId: bob.id }),
  ]) {
    expect(answer).toMatchObject({ status: 409, error: { code: 'direct_room' } })
  }
  expect(await hiddenSeq()).toBe(0)
  const { seq } = await ann.did('message.post', { roomId, body: 'hello' })
  await bob.did('room.leave', { roomId })
  expect(await hiddenSeq()).toBe(seq)
  await bob.did('room.open-direct', { userIds: [ann.id] })
  expect(await hiddenSeq()).toBe(-1)
  expect(await namesIn(ann, roomId)).toEqual(['ann', 'bob'])
})

test('a read cursor moves forward, to the head at most, on all devices', async () => {
  const world = await aParley()
  const { ann, bob, roomId } = await aCommunity(world)
  for (let n = 0; n < 3; n += 1) await ann.did('message.post', { roomId, body: `no. ${n}` })
  const readSeq = async () => (await bob.reads('room.show', { roomId })).entry.membership?.readSeq
  const { head, unread } = (await bob.reads('room.show', { roomId })).entry
  expect(unread).toBe(1)
  await bob.did('cursor.advance', { roomId, seq: head - 1 })
  await bob.did('cursor.advance', { roomId, seq: 1 })
  expect(await readSeq()).toBe(head - 1)
  const last = await bob.did('cursor.advance', { roomId, seq: head + 50 })
  expect(await readSeq()).toBe(head)
  const told = await bob.reads('log.read', { cursors: { [bob.id]: last.seq - 1 } })
  expect(told.logs[0]?.events).toMatchObject([{ type: 'cursor.advanced', subjectId: roomId, readSeq: head }])
})

test('the people of a large room come in pages, each once', async () => {
  const world = await aParley()
  const { ann, roomId } = await aCommunity(world)
  for (let n = 0; n < 101; n += 1) {
    const person = await aPerson(world, `member${n}`)
    await person.did('room.join', { roomId })
  }
  const first = await ann.reads('room.members', { roomId })
  const second = await ann.reads('room.members', { roomId, after: first.next ?? '' })
  expect([first.members.length, second.members.length, second.next]).toEqual([100, 3, null])
  const ids = [...first.members, ...second.members].map(({ userId }) => userId)
  expect(ids).toEqual([...new Set(ids)].sort())
})
