import { expect, test } from 'bun:test'
import { ANN, BOB, idOf, ROOM } from '../test/samples.ts'
import { type Device, World } from '../test/world.ts'
import { createMemoryRooms } from './room-store.ts'
import { createMemoryOutbox } from './outbox-store.ts'

const bodies = (device: Device) => World.texts(device)

function say(world: World, count: number, from = 1): void {
  for (let n = from; n < from + count; n += 1) world.server.post(ROOM, BOB, `m${n}`)
}

test('a device that starts without a network shows what it knew, and goes on from there', async () => {
  const world = new World()
  say(world, 3)
  const stores = { rooms: createMemoryRooms(), outbox: createMemoryOutbox() }
  const before = await world.online(ANN, stores)
  void before.parley.openRoom(ROOM)
  await world.clock.advance(1_000)
  await Promise.all([before.parley.stop(), world.clock.advance(10)])

  const after = world.device(ANN, stores)
  after.network.sockets = after.network.requests = 'refused'
  await Promise.all([after.parley.start(), world.clock.advance(3_000)])
  void after.parley.openRoom(ROOM)
  void after.parley.post(ROOM, 'typed offline')
  await world.clock.advance(100)
  expect(bodies(after)).toEqual(['m1', 'm2', 'm3'])
  expect(after.parley.state.user?.people[BOB]?.displayName).toBe('bob')
  expect(after.parley.state.outbox.map((entry) => entry.state)).toEqual(['waiting'])
  say(world, 1, 4)
  after.network.sockets = after.network.requests = 'open'
  after.parley.wake()
  await world.clock.advance(5_000)
  expect(bodies(after)).toEqual(['m1', 'm2', 'm3', 'm4', 'typed offline'])
  expect(after.network.asked).not.toContain('/api/room.list')
})

test('a stored window that is older than the list is shown first and loaded again', async () => {
  const world = new World()
  say(world, 3)
  const rooms = createMemoryRooms()
  const before = await world.online(ANN, { rooms })
  void before.parley.openRoom(ROOM)
  await world.clock.advance(1_000)
  const old = await rooms.load(ROOM)
  const first = old?.window.messages[0]
  world.server.command(BOB, 'message.delete', { id: idOf(1), messageId: first?.id ?? '' })
  await world.clock.advance(1_000)
  await Promise.all([before.parley.stop(), world.clock.advance(10)])
  const user = await rooms.loadUser()
  if (!old || !user) throw new Error('nothing was stored')
  await rooms.save({ user, windows: [old] })

  const after = await world.online(ANN, { rooms })
  const opening = after.parley.openRoom(ROOM)
  await world.clock.settle()
  expect(bodies(after)).toEqual(['m1', 'm2', 'm3'])
  await world.clock.advance(100)
  await opening
  expect(bodies(after)).toEqual(['', 'm2', 'm3'])
})

test('a page that came with its snapshots asks for nothing again', async () => {
  const world = new World()
  say(world, 3)
  const query = <T>(name: string, input = {}) => world.server.query(ANN, name, input) as T
  const initial = {
    me: world.server.me(ANN),
    list: query<never>('room.list'),
    room: { roomId: ROOM, page: query<never>('room.history', { roomId: ROOM }) },
  }
  const rooms = createMemoryRooms()
  const ann = world.device(ANN, { initial, rooms })
  void ann.parley.start()
  await world.clock.settle()
  expect(bodies(ann)).toEqual(['m1', 'm2', 'm3'])
  void ann.parley.openRoom(ROOM)
  await world.clock.advance(100)
  // Whoever loses the network now has seen it, and will see it again.
  expect((await rooms.load(ROOM))?.window.messages.map((message) => message.body)).toEqual(['m1', 'm2', 'm3'])
  expect(ann.network.frames.filter((frame) => frame === 'query')).toEqual([])
  say(world, 1, 4)
  await world.clock.advance(50)
  expect(bodies(ann)?.at(-1)).toBe('m4')
})

test('when somebody else is logged in, nothing of the former person is shown, kept or sent', async () => {
  const world = new World()
  const secret = idOf(0x300)
  world.server.addRoom(secret, [ANN])
  const stores = { rooms: createMemoryRooms(), outbox: createMemoryOutbox() }
  const ann = await world.online(ANN, stores)
  ann.network.cut()
  ann.network.sockets = ann.network.requests = 'refused'
  void ann.parley.post(ROOM, 'not sent by bob')
  await world.clock.advance(600)
  await Promise.all([ann.parley.stop(), world.clock.advance(10)])

  const bob = world.device(BOB, stores)
  const shown: (string | undefined)[] = []
  bob.parley.onChange(() => {
    if (bob.parley.state.status === 'online') shown.push(bob.parley.state.user?.me.id)
  })
  void bob.parley.start()
  await world.clock.advance(5_000)
  expect(bob.parley.state.user?.me.id).toBe(BOB)
  expect(shown).not.toContain(ANN)
  expect(Object.keys(bob.parley.state.user?.rooms ?? {})).toEqual([ROOM])
  expect((await stores.rooms.loadUser())?.me.id).toBe(BOB)
  expect(bob.parley.state.outbox).toEqual([])
  expect([...world.server.messages.values()]).toEqual([])
  expect(await stores.outbox.list(ANN)).toHaveLength(1)
})

test('a session that ends erases what is stored and keeps what was typed; a log-out erases both', async () => {
  const world = new World()
  const stores = { rooms: createMemoryRooms(), outbox: createMemoryOutbox() }
  const ann = await world.online(ANN, stores)
  await world.clock.advance(1_000)
  expect(await stores.rooms.loadUser()).not.toBeNull()
  ann.network.cut(4501)
  await world.clock.advance(100)
  void ann.parley.post(ROOM, 'still here')
  await world.clock.advance(100)
  expect(ann.parley.state.status).toBe('ended')
  expect(await stores.rooms.loadUser()).toBeNull()
  expect(await stores.outbox.list(ANN)).toHaveLength(1)
  world.server.judge = (name) => {
    if (name === 'message.post') throw new Error('not yet')
  }
  void ann.parley.start()
  await world.clock.advance(2_000)
  void ann.parley.logOut()
  await world.clock.advance(2_000)
  expect(await stores.outbox.list(ANN)).toEqual([])
  expect(await stores.rooms.loadUser()).toBeNull()
  expect(ann.parley.state).toMatchObject({ status: 'ended', user: null, outbox: [] })
  expect(world.server.followers.size).toBe(0)
})
