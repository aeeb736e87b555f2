import { expect, test } from 'bun:test'
import { aCommunity, aGuest } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'

test('guests leave a room that becomes private, and read nothing after the event that says so', async () => {
  const world = await aParley()
  const { ann, bob, eve, roomId } = await aCommunity(world)
  await ann.did('room.edit', { roomId, openToGuests: true })
  const gil = await aGuest(world, 'gil', 'tides')
  await gil.did('message.post', { roomId, body: 'ahoy' })
  const { seq } = await ann.did('room.convert', { roomId, kind: 'private' })
  await ann.did('message.post', { roomId, body: 'for us alone' })
  for (const answer of [
    await gil.asks('room.history', { roomId }),
    await eve.asks('room.show', { name: 'tides' }),
    await eve.asks('room.show', { roomId }),
  ]) {
    expect(answer).toMatchObject({ status: 404, error: { code: 'room_not_found' } })
  }
  expect(await eve.does('room.join', { roomId })).toMatchObject({ error: { code: 'room_not_found' } })
  const told = world.published.filter(({ logId }) => logId === roomId).flatMap(({ events }) => events)
  const left = told.filter(({ event }) => event.seq > seq)
  expect(left.map(({ event, ends }) => [event.type, event.subjectId, ends.people])).toEqual([
    ['member.left', gil.id, [gil.id]],
    ['message.posted', expect.any(String), []],
  ])
  expect((await bob.reads('room.show', { roomId })).entry.room).toMatchObject({
    kind: 'private',
    openToGuests: false,
    memberCount: 2,
  })
})

test('a former member and a stranger read all of a private room once it is public and they joined, and nothing before', async () => {
  const { ann, bob, eve } = await aCommunity(await aParley())
  const { subjectId: roomId } = await ann.did('room.create', { name: 'cove', kind: 'private' })
  await ann.did('room.add-member', { roomId, userId: bob.id })
  await ann.did('message.post', { roomId, body: 'once a secret' })
  await ann.did('room.remove-member', { roomId, userId: bob.id })
  for (const person of [bob, eve]) {
    expect(await person.does('room.convert', { roomId, kind: 'public' })).toMatchObject({
      error: { code: 'room_not_found' },
    })
    expect(await person.asks('room.history', { roomId })).toMatchObject({ error: { code: 'room_not_found' } })
  }
  await ann.did('room.convert', { roomId, kind: 'public' })
  for (const person of [bob, eve]) {
    expect(await person.asks('room.history', { roomId })).toMatchObject({ error: { code: 'room_not_found' } })
    await person.did('room.join', { roomId })
    const { messages } = await person.reads('room.history', { roomId })
    expect(messages.map(({ body }) => body)).toEqual(['once a secret'])
  }
})

test('who owns the community but is not in a private room cannot open it to himself', async () => {
  const { olga, ann } = await aCommunity(await aParley())
  const { subjectId: roomId } = await ann.did('room.create', { name: 'cove', kind: 'private' })
  expect(await olga.does('room.convert', { roomId, kind: 'public' })).toMatchObject({
    error: { code: 'room_not_found' },
  })
  expect(await olga.does('room.archive', { roomId })).toMatchObject({ status: 200 })
})

test('a room keeps its links when it is renamed and converted', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  await ann.did('room.edit', { roomId, name: 'currents' })
  await ann.did('room.convert', { roomId, kind: 'private' })
  for (const name of ['tides', 'currents']) {
    expect((await bob.reads('room.show', { name })).entry.room.id).toBe(roomId)
  }
})
