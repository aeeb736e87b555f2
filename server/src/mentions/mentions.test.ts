import { expect, test } from 'bun:test'
import { aCommunity, aGuest, aPerson, type TestPerson } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'
import { dump } from '../testing/dump.ts'

async function lastOf(person: TestPerson, roomId: string) {
  const { messages, people } = await person.reads('room.history', { roomId, limit: 1 })
  const [message] = messages
  if (!message) throw new Error('nothing was said')
  return { ...message, people }
}

async function whyOf(person: TestPerson, roomId: string) {
  const { entry } = await person.reads('room.show', { roomId })
  return { unread: entry.unread, reasons: entry.reasons }
}

test('a message names the people of its room, in whatever case, and nobody else', async () => {
  const { ann, bob, eve, roomId } = await aCommunity(await aParley())
  const { seq } = await ann.did('message.post', { roomId, body: '@Bob. and @eve, @nobody and @ann: `@olga`' })
  const message = await lastOf(bob, roomId)
  expect(message.mentions).toEqual([bob.id])
  expect(message.people.map(({ id }) => id).toSorted()).toEqual([ann.id, bob.id].toSorted())
  expect(await whyOf(bob, roomId)).toEqual({ unread: 1, reasons: { mention: [seq] } })
  await eve.did('room.join', { roomId })
  expect((await whyOf(eve, roomId)).reasons).toEqual({})
})

test('a look-alike of a name is not that name', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  await bob.did('message.post', { roomId, body: '@аnn with a Cyrillic letter' })
  expect((await lastOf(bob, roomId)).mentions).toEqual([])
  expect((await whyOf(ann, roomId)).reasons).toEqual({})
})

test('who quotes what somebody said calls nobody again', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  const quoted = '> @bob: @room, tea!\n\nNo tea for me.'
  const { subjectId: messageId, seq } = await ann.did('message.post', { roomId, body: quoted })
  expect(await lastOf(bob, roomId)).toMatchObject({ mentions: [], calls: null })
  expect(await whyOf(bob, roomId)).toEqual({ unread: 1, reasons: {} })
  await ann.did('message.edit', { messageId, body: `${quoted} And you, @bob?` })
  expect(await whyOf(bob, roomId)).toEqual({ unread: 1, reasons: { mention: [seq] } })
  await ann.did('message.edit', { messageId, body: '> @bob' })
  expect((await whyOf(bob, roomId)).reasons).toEqual({})
})

test('an edit names others instead, and a deleted message names nobody', async () => {
  const world = await aParley()
  const { ann, bob, eve, roomId } = await aCommunity(world)
  await eve.did('room.join', { roomId })
  const { subjectId: messageId, seq } = await ann.did('message.post', { roomId, body: 'hello @bob' })
  await ann.did('message.edit', { messageId, body: 'hello @eve @room' })
  expect(await lastOf(ann, roomId)).toMatchObject({ mentions: [eve.id], calls: 'room' })
  expect((await whyOf(bob, roomId)).reasons).toEqual({ mention: [seq] })
  await ann.did('message.edit', { messageId, body: 'hello @eve' })
  expect((await whyOf(bob, roomId)).reasons).toEqual({})
  expect((await whyOf(eve, roomId)).reasons).toEqual({ mention: [seq] })
  await ann.did('message.delete', { messageId })
  expect(await whyOf(eve, roomId)).toEqual({ unread: 0, reasons: {} })
  expect((await dump(world))['mentions']).toEqual([])
})

test('everybody is called by one flag and not by a row each; a guest calls nobody', async () => {
  const world = await aParley()
  const { ann, bob } = await aCommunity(world)
  const { subjectId: roomId } = await ann.did('room.create', { name: 'open', kind: 'public', openToGuests: true })
  await bob.did('room.join', { roomId })
  const gil = await aGuest(world, 'gil', 'open')
  const { seq } = await ann.did('message.post', { roomId, body: '@here: tea' })
  expect((await lastOf(bob, roomId)).calls).toBe('here')
  expect((await whyOf(bob, roomId)).reasons).toEqual({ mention: [seq] })
  expect((await whyOf(ann, roomId)).reasons).toEqual({})
  expect((await dump(world))['mentions']).toEqual([])
  await gil.did('message.post', { roomId, body: '@room hello' })
  expect((await lastOf(bob, roomId)).calls).toBeNull()
})

test('a thousand mentions in one message are fine, and fifty people of the room are told', async () => {
  const world = await aParley()
  const { ann, roomId } = await aCommunity(world)
  const people: TestPerson[] = []
  for (let n = 0; n < 55; n += 1) people.push(await aPerson(world, `person${n}`))
  for (const person of people) await person.did('room.join', { roomId })
  const body = Array.from({ length: 1_000 }, (_, n) => `@person${n % 500}`).join(' ')
  const { seq } = await ann.did('message.post', { roomId, body })
  expect((await lastOf(ann, roomId)).mentions).toEqual(people.slice(0, 50).map(({ id }) => id))
  expect((await whyOf(people[49]!, roomId)).reasons).toEqual({ mention: [seq] })
  expect((await whyOf(people[50]!, roomId)).reasons).toEqual({})
})

test('a message without an @ runs no statement more than it did', async () => {
  const world = await aParley()
  const { ann, roomId } = await aCommunity(world)
  const before = await dump(world)
  await ann.did('message.post', { roomId, body: 'hello' })
  const after = await dump(world)
  expect(after['mentions']).toEqual(before['mentions'])
})
