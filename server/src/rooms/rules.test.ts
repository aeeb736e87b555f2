import { expect, test } from 'bun:test'
import type { CommandName } from '@parley/protocol/commands.ts'
import { aCommunity, type TestPerson } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'

async function codeOf(person: TestPerson, name: CommandName, input: object): Promise<string> {
  const answer = await person.does(name, input as never)
  return answer.error?.code ?? 'ok'
}

test('nothing is said, edited or deleted in an archived room by anybody, and all of it is read', async () => {
  const world = await aParley()
  const { olga, ann, bob, roomId } = await aCommunity(world)
  await olga.did('room.join', { roomId })
  const said = new Map<TestPerson, string>()
  for (const person of [olga, ann, bob]) {
    said.set(person, (await person.did('message.post', { roomId, body: 'high water' })).subjectId)
  }
  await ann.did('room.archive', { roomId })
  for (const [person, messageId] of said) {
    expect(await codeOf(person, 'message.post', { roomId, body: 'low water' })).toBe('room_archived')
    expect(await codeOf(person, 'message.edit', { messageId, body: 'low water' })).toBe('room_archived')
    expect(await codeOf(person, 'message.delete', { messageId })).toBe('room_archived')
    expect((await person.reads('room.history', { roomId })).messages).toHaveLength(3)
    expect(await codeOf(person, 'cursor.advance', { roomId, seq: 99 })).toBe('ok')
  }
  for (const [name, more] of [
    ['room.edit', { description: 'x' }],
    ['room.set-topic', { topic: 'x' }],
    ['room.convert', { kind: 'private' }],
  ] as const) {
    expect(await codeOf(ann, name, { roomId, ...more })).toBe('room_archived')
  }
  await ann.did('room.restore', { roomId })
  expect(await codeOf(bob, 'message.post', { roomId, body: 'low water' })).toBe('ok')
})

test('an archived room is browsed for by itself, and offered to no guest', async () => {
  const world = await aParley()
  const { ann, eve, roomId } = await aCommunity(world)
  await ann.did('room.edit', { roomId, openToGuests: true })
  await ann.did('room.archive', { roomId })
  const namesOf = async (archived: boolean) =>
    (await eve.reads('room.browse', { archived })).rooms.map(({ room }) => room.name)
  expect([await namesOf(false), await namesOf(true)]).toEqual([['general'], ['tides']])
  expect(await (await world.request('/api/room.list-open')).json()).toEqual({ output: { rooms: [] } })
  const body = JSON.stringify({ id: crypto.randomUUID(), roomName: 'tides', displayName: 'Gil' })
  const headers = { 'content-type': 'application/json' }
  const entering = await world.request('/api/guest.enter', { method: 'POST', headers, body })
  expect(await entering.json()).toMatchObject({ error: { code: 'room_name_unavailable' } })
  // Who joins reads it all the same.
  await eve.did('room.join', { roomId })
  expect((await eve.reads('room.show', { roomId })).entry.room).toMatchObject({ isArchived: true, memberCount: 3 })
})

test('a topic is one line that every member may set, and in an announcements room only who speaks there', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  await bob.did('room.set-topic', { roomId, topic: '  Low \n water  ' })
  expect((await ann.reads('room.show', { roomId })).entry.room.topic).toBe('Low water')
  expect(await codeOf(bob, 'room.set-topic', { roomId, topic: 'a\u202eb' })).toBe('bad_input')
  await ann.did('room.edit', { roomId, announcementsOnly: true })
  expect(await codeOf(bob, 'room.set-topic', { roomId, topic: 'x' })).toBe('announcements_only')
  expect(await codeOf(ann, 'room.set-topic', { roomId, topic: '' })).toBe('ok')
})

test('a moderator describes, slows and quiets a room, but does not rename it or open it to guests', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  await ann.did('room.set-role', { roomId, userId: bob.id, role: 'moderator' })
  await bob.did('room.edit', {
    roomId,
    name: 'tides',
    description: 'When to sail',
    slowModeS: 5,
    announcementsOnly: true,
  })
  for (const more of [{ name: 'currents' }, { openToGuests: true }]) {
    expect(await codeOf(bob, 'room.edit', { roomId, ...more })).toBe('forbidden')
    expect(await codeOf(ann, 'room.edit', { roomId, ...more })).toBe('ok')
  }
  for (const slowModeS of [-1, 21_601, 1.5]) {
    expect(await codeOf(ann, 'room.edit', { roomId, slowModeS })).toBe('bad_input')
  }
})

test('where only announcements are made, owners and moderators speak, and no old message becomes one', async () => {
  const world = await aParley()
  const { ann, bob, roomId } = await aCommunity(world)
  const { subjectId: messageId } = await bob.did('message.post', { roomId, body: 'before' })
  await ann.did('room.edit', { roomId, announcementsOnly: true })
  expect(await codeOf(bob, 'message.post', { roomId, body: 'hello' })).toBe('announcements_only')
  expect(await codeOf(bob, 'message.edit', { messageId, body: 'hello' })).toBe('announcements_only')
  expect(await codeOf(bob, 'message.delete', { messageId })).toBe('ok')
  expect(await codeOf(ann, 'message.post', { roomId, body: 'hello' })).toBe('ok')
})

test('in slow mode a member waits between two messages, by the server’s clock, and is told how long', async () => {
  const world = await aParley()
  const { ann, bob, roomId } = await aCommunity(world)
  await ann.did('room.edit', { roomId, slowModeS: 30 })
  const id = crypto.randomUUID()
  const first = await bob.did('message.post', { id, roomId, body: 'one' })
  world.clock.now += 10_500
  expect(await bob.does('message.post', { roomId, body: 'two' })).toMatchObject({
    status: 429,
    error: { code: 'slow_mode', retryS: 20 },
  })
  expect(await bob.did('message.post', { id, roomId, body: 'one' })).toEqual(first)
  for (const body of ['a', 'b']) await ann.did('message.post', { roomId, body })
  world.clock.now += 19_500
  expect(await codeOf(bob, 'message.post', { roomId, body: 'two' })).toBe('ok')
})

test('leaving a slow room and coming back is no way around', async () => {
  const world = await aParley()
  const { ann, bob, eve, roomId } = await aCommunity(world)
  await ann.did('room.edit', { roomId, slowModeS: 30 })
  await bob.did('message.post', { roomId, body: 'one' })
  await bob.did('room.leave', { roomId })
  await bob.did('room.join', { roomId })
  expect(await codeOf(bob, 'message.post', { roomId, body: 'two' })).toBe('slow_mode')
  await eve.did('room.join', { roomId })
  expect(await codeOf(eve, 'message.post', { roomId, body: 'new here' })).toBe('ok')
})
