import { expect, test } from 'bun:test'
import { aCommunity, aGuest } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'

test('a room has its maker in it, and its name in one form that nobody else gets', async () => {
  const { ann, bob } = await aCommunity(await aParley())
  const { subjectId: roomId } = await ann.did('room.create', {
    name: '#Sea  Level',
    kind: 'private',
    description: ' d ',
  })
  const { entry } = await ann.reads('room.show', { roomId })
  expect(entry).toMatchObject({
    room: { name: 'sea-level', kind: 'private', description: 'd', memberCount: 1, isClosed: false },
    membership: { role: 'owner' },
  })
  for (const name of ['sea-level', 'SEA level', '#sea-level']) {
    const taken = await bob.does('room.create', { name, kind: 'public' })
    expect(taken).toMatchObject({ status: 409, error: { code: 'room_name_taken', field: 'name' } })
  }
  expect(await bob.does('room.create', { name: 'sea', kind: 'public' })).toMatchObject({ status: 200 })
})

test('a private room cannot be opened to guests', async () => {
  const { ann } = await aCommunity(await aParley())
  const { subjectId: roomId } = await ann.did('room.create', { name: 'cove', kind: 'private', openToGuests: true })
  await ann.did('room.edit', { roomId, openToGuests: true })
  expect((await ann.reads('room.show', { roomId })).entry.room.openToGuests).toBe(false)
})

test('a room keeps its former names, so that no link leads to another room', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  await ann.did('room.edit', { roomId, name: 'currents' })
  expect((await bob.reads('room.show', { name: 'tides' })).entry.room).toMatchObject({ id: roomId, name: 'currents' })
  expect(await bob.does('room.create', { name: 'tides', kind: 'public' })).toMatchObject({
    error: { code: 'room_name_taken' },
  })
  expect((await ann.did('room.edit', { roomId, name: 'tides' })).subjectId).toBe(roomId)
})

test('editing says nothing when nothing changes', async () => {
  const { ann, roomId } = await aCommunity(await aParley())
  const { head } = (await ann.reads('room.show', { roomId })).entry
  await ann.did('room.edit', { roomId, name: 'Tides', description: '' })
  expect((await ann.reads('room.show', { roomId })).entry.head).toBe(head)
  await ann.did('room.edit', { roomId, description: 'When to sail' })
  expect((await ann.reads('room.show', { roomId })).entry).toMatchObject({
    head: head + 1,
    room: { description: 'When to sail', version: head + 1 },
  })
})

test('a closed room is gone for everyone, but for the owner’s page, and its name with it', async () => {
  const { olga, ann, bob, roomId } = await aCommunity(await aParley())
  expect(await bob.does('room.close', { roomId })).toMatchObject({ error: { code: 'forbidden' } })
  await olga.did('room.close', { roomId })
  for (const person of [ann, bob]) {
    expect(await person.asks('room.show', { roomId })).toMatchObject({ error: { code: 'room_not_found' } })
    expect(await person.does('room.join', { roomId })).toMatchObject({ error: { code: 'room_not_found' } })
    expect((await person.reads('room.list', {})).entries.map(({ room }) => room.id)).not.toContain(roomId)
    expect((await person.reads('log.read', { cursors: { [roomId]: 1 } })).gone).toEqual([roomId])
  }
  expect((await ann.reads('room.browse', {})).rooms.map(({ room }) => room.name)).toEqual(['general'])
  expect(await ann.does('room.create', { name: 'tides', kind: 'public' })).toMatchObject({
    error: { code: 'room_name_taken' },
  })
  const all = await olga.reads('room.list-all', {})
  expect(all.rooms.find(({ id }) => id === roomId)).toMatchObject({ name: 'tides', isClosed: true })
})

test('two people have one direct room, whoever opens it and however often at once', async () => {
  const { ann, bob, eve } = await aCommunity(await aParley())
  const opened = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      n % 2 === 0
        ? ann.did('room.open-direct', { userIds: [bob.id] })
        : bob.did('room.open-direct', { userIds: [ann.id] }),
    ),
  )
  const ids = new Set(opened.map(({ subjectId }) => subjectId))
  expect(ids.size).toBe(1)
  const [roomId = ''] = ids
  expect((await ann.reads('room.show', { roomId })).entry.room).toMatchObject({
    kind: 'direct',
    name: null,
    peopleIds: [ann.id, bob.id].sort(),
  })
  const group = await eve.did('room.open-direct', { userIds: [ann.id, bob.id, ann.id] })
  expect(ids.has(group.subjectId)).toBe(false)
  expect(await eve.asks('room.show', { roomId })).toMatchObject({ error: { code: 'room_not_found' } })
})

test('a direct room is with members who are here; a guest, a stranger and who was deactivated are no such person', async () => {
  const world = await aParley()
  const { olga, ann, bob, eve } = await aCommunity(world)
  await ann.did('room.create', { name: 'open', kind: 'public', openToGuests: true })
  const gil = await aGuest(world, 'gil', 'open')
  await olga.did('user.deactivate', { userId: eve.id })
  for (const userId of [gil.id, eve.id, crypto.randomUUID()]) {
    expect(await ann.does('room.open-direct', { userIds: [bob.id, userId] })).toMatchObject({
      status: 404,
      error: { code: 'user_not_found' },
    })
  }
  expect(await gil.does('room.open-direct', { userIds: [ann.id] })).toMatchObject({ error: { code: 'forbidden' } })
  expect(await ann.does('room.open-direct', { userIds: [bob.id] })).toMatchObject({ status: 200 })
})

test('rooms are listed by their last activity, and browsing shows public rooms alone', async () => {
  const world = await aParley()
  const { ann, bob, eve, roomId } = await aCommunity(world)
  const { subjectId: cove } = await ann.did('room.create', { name: 'cove', kind: 'private' })
  const order = async () => (await ann.reads('room.list', {})).entries.map(({ room }) => room.name)
  world.clock.now += 1_000
  await bob.did('message.post', { roomId, body: 'low water at six' })
  expect((await order())[0]).toBe('tides')
  world.clock.now += 1_000
  await ann.did('message.post', { roomId: cove, body: 'note' })
  expect((await order()).slice(0, 2)).toEqual(['cove', 'tides'])
  const seen = await eve.reads('room.browse', {})
  expect(seen.rooms.map(({ room, isMember }) => [room.name, isMember])).toEqual([
    ['general', false],
    ['tides', false],
  ])
  expect((await eve.reads('room.browse', { search: 'TID' })).rooms).toHaveLength(1)
  expect((await eve.reads('room.browse', { search: '%' })).rooms).toEqual([])
  await ann.did('room.edit', { roomId, name: 'Привет Straße' })
  for (const search of ['ПРИВЕТ', 'strasse', 'STRASSE', 'straße'])
    expect((await eve.reads('room.browse', { search })).rooms).toHaveLength(1)
})

test('anyone may list the rooms that are open to guests, and no others', async () => {
  const world = await aParley()
  const { ann } = await aCommunity(world)
  await ann.did('room.create', { name: 'harbour', kind: 'public', openToGuests: true, description: 'Say hello' })
  const answer = await world.request('/api/room.list-open')
  expect(await answer.json()).toEqual({
    output: { rooms: [{ name: 'harbour', description: 'Say hello', memberCount: 1 }] },
  })
})
