import { expect, test } from 'bun:test'
import { CLOSE } from '@parley/protocol/limits.ts'
import { aCommunity, aGuest, aPerson, type TestPerson } from '../testing/people.ts'
import { aLiveParley, type LiveParley } from './testing/live-parley.ts'

async function aRoomWithSockets() {
  const parley = await aLiveParley()
  const people = await aCommunity(parley.world)
  return { ...parley, ...people }
}

async function follow({ connect, until }: LiveParley, person: TestPerson, cursors: Record<string, number>) {
  const socket = await connect(person)
  socket.hello(cursors)
  await until(() => socket.got('caught-up').length > 0)
  return socket
}

/** What was said, as a socket heard it. */
function bodies(socket: Awaited<ReturnType<typeof follow>>): (string | null)[] {
  return socket
    .got('events')
    .flatMap(({ events }) => events)
    .flatMap((event) => ('message' in event ? [event.message.body] : []))
}

test('what is said reaches everybody in the room, from the first event on, and nobody else', async () => {
  const parley = await aRoomWithSockets()
  const { ann, bob, eve, roomId } = parley
  await ann.did('message.post', { roomId, body: 'before' })
  const sockets = await Promise.all([ann, bob, eve].map((person) => follow(parley, person, { [roomId]: 0 })))
  const [anns, bobs, eves] = sockets
  if (!anns || !bobs || !eves) throw new Error('three sockets')
  anns.says({
    t: 'commands',
    ref: 1,
    commands: ['one', 'two'].map((body) => ({
      name: 'message.post',
      input: { id: crypto.randomUUID(), roomId, body },
    })),
  })
  await parley.until(() => anns.got('results').length > 0)
  expect(anns.got('results')[0]?.results.every((result) => 'outcome' in result)).toBe(true)
  expect([bodies(anns), bodies(bobs), bodies(eves)]).toEqual([['before', 'one', 'two'], ['before', 'one', 'two'], []])
  const seqs = bobs.seqs(roomId)
  expect(seqs).toEqual(seqs.map((_, index) => index + 1))
  expect(eves.got('gone')).toEqual([{ t: 'gone', log: roomId }])
  expect(
    bobs
      .got('events')
      .at(-1)
      ?.people.map(({ id }) => id),
  ).toEqual([ann.id])
  expect(parley.lines).toEqual([])
})

test('commands of one socket join one group, in their order; what is asked after them finds them done', async () => {
  const parley = await aRoomWithSockets()
  const { ann, bob, roomId } = parley
  const [anns, bobs] = await Promise.all([ann, bob].map((person) => follow(parley, person, { [roomId]: 0 })))
  if (!anns || !bobs) throw new Error('two sockets')
  const post = (ref: number, body: string) => {
    const input = { id: crypto.randomUUID(), roomId, body }
    anns.says({ t: 'commands', ref, commands: [{ name: 'message.post', input }] })
  }
  post(1, 'one')
  post(2, 'two')
  anns.says({ t: 'query', ref: 3, name: 'room.history', input: { roomId } })
  post(4, 'three')
  await parley.until(() => anns.got('results').length === 3)
  const answers = anns.frames.flatMap((frame) => ('ref' in frame ? [frame.ref] : []))
  expect(answers).toEqual([1, 2, 3, 4])
  expect(anns.got('answer')[0]?.output).toMatchObject({ messages: [{ body: 'one' }, { body: 'two' }] })
  const groups = bobs.got('events').map(({ events }) => events.map((event) => 'message' in event && event.message.body))
  expect(groups.slice(-2)).toEqual([['one', 'two'], ['three']])
})

test('who was removed hears no more, on the socket as in a new one', async () => {
  const parley = await aRoomWithSockets()
  const { ann, bob, roomId } = parley
  const bobs = await follow(parley, bob, { [roomId]: 0, [bob.id]: 0 })
  await ann.did('room.remove-member', { roomId, userId: bob.id })
  await ann.did('message.post', { roomId, body: 'a secret' })
  expect(bobs.got('gone')).toEqual([{ t: 'gone', log: roomId }])
  expect(bobs.got('events').at(-1)?.events.at(-1)?.type).toBe('room.left')
  expect(bodies(bobs)).toEqual([])
  expect((await follow(parley, bob, { [roomId]: 2 })).got('gone').length).toBe(1)
  expect(bodies(await follow(parley, ann, { [roomId]: 0 }))).toEqual(['a secret'])
})

test('a session that ends closes its sockets', async () => {
  const parley = await aRoomWithSockets()
  const { olga, bob, roomId } = parley
  const bobs = await follow(parley, bob, { [roomId]: 0 })
  await olga.did('user.deactivate', { userId: bob.id })
  expect(bobs.closed?.code).toBe(CLOSE.sessionEnded)
  expect(parley.hub.connections.ofUser(bob.id)).toEqual([])
})

test('members see who is here; a guest sees only the people of his rooms', async () => {
  const parley = await aRoomWithSockets()
  const { ann, eve, roomId } = parley
  await ann.did('room.edit', { roomId, openToGuests: true })
  const gil = await aGuest(parley.world, 'gil', 'tides')
  const lea = await aPerson(parley.world, 'lea', 'guest')
  const watched = [ann.id, eve.id, gil.id, lea.id].sort()
  const seenBy = async (person: TestPerson) => {
    const socket = await follow(parley, person, {})
    socket.says({ t: 'presence', state: 'online', watch: watched })
    await parley.until(() => socket.got('presence').length > 0)
    return Object.keys(socket.got('presence')[0]?.states ?? {}).sort()
  }
  expect(await seenBy(ann)).toEqual([ann.id, eve.id, gil.id].sort())
  expect(await seenBy(eve)).toEqual([ann.id, eve.id].sort())
  expect(await seenBy(gil)).toEqual([ann.id, gil.id].sort())
})

test('a socket that catches up while others talk misses nothing', async () => {
  const parley = await aRoomWithSockets()
  const { ann, bob, roomId } = parley
  const talk = Promise.all(
    Array.from({ length: 40 }, (_, index) => ann.did('message.post', { roomId, body: `message ${index}` })),
  )
  const bobs = [{ cursor: 0, socket: await follow(parley, bob, { [roomId]: 0 }) }]
  for (let index = 1; index < 10; index += 1) {
    const cursor = bobs[0]?.socket.seqs(roomId).at(-1) ?? 0
    bobs.push({ cursor, socket: await follow(parley, bob, { [roomId]: cursor }) })
  }
  await talk
  const head = bobs[0]?.socket.seqs(roomId).at(-1) ?? 0
  for (const { cursor, socket } of bobs) {
    expect(socket.seqs(roomId)).toEqual(Array.from({ length: head - cursor }, (_, index) => cursor + 1 + index))
  }
  expect(bodies(bobs[0]!.socket).length).toBe(40)
})

test('a long poll and what it waits for go through the same core', async () => {
  const parley = await aRoomWithSockets()
  const { ann, bob, roomId } = parley
  const head = (await bob.reads('room.show', { roomId })).entry.head
  const visit = { ...(await visitOf(parley, bob)) }
  const answer = parley.live.longPoll({ cursors: { [roomId]: head }, waitS: 25 }, visit, new AbortController().signal)
  await ann.did('message.post', { roomId, body: 'awake' })
  expect((await answer).logs[0]?.events.map(({ type }) => type)).toEqual(['message.posted'])
})

async function visitOf({ world }: LiveParley, person: TestPerson) {
  return {
    client: { address: '10.0.0.1', group: '10.0.0.1', isTls: false },
    actor: await world.parley.authenticate(person.token),
    hasEnded: false,
    hasBearer: true,
    hasCookie: false,
    visitorId: null,
    deviceToken: null,
    userAgent: 'test',
  }
}

test('what a socket asked for before the program stops is answered before it closes, and later frames are not taken', async () => {
  const parley = await aRoomWithSockets()
  const { ann, roomId, live } = parley
  const socket = await follow(parley, ann, { [roomId]: 0 })
  const post = (ref: number, bodies: readonly string[]) =>
    socket.says({
      t: 'commands',
      ref,
      commands: bodies.map((body) => ({ name: 'message.post', input: { id: crypto.randomUUID(), roomId, body } })),
    })
  post(1, ['one', 'two'])
  post(2, ['three'])
  const drained = live.drain()
  post(3, ['too late'])
  await drained
  expect(socket.got('results').map(({ ref, results }) => [ref, results.map((result) => 'outcome' in result)])).toEqual([
    [1, [true, true]],
    [2, [true]],
  ])
  expect(bodies(socket)).toEqual(['one', 'two', 'three'])
  expect(socket.closed).toEqual({ code: CLOSE.draining, reason: '' })
})
