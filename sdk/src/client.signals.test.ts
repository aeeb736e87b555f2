import { expect, test } from 'bun:test'
import { ANN, BOB, ROOM } from '../test/samples.ts'
import { type Device, World } from '../test/world.ts'
import { createMemoryRooms } from './room-store.ts'

function say(world: World, count: number, from = 1): void {
  for (let n = from; n < from + count; n += 1) world.server.post(ROOM, BOB, `m${n}`)
}

async function opened(world: World, userId = ANN): Promise<Device> {
  const device = await world.online(userId)
  void device.parley.openRoom(ROOM)
  await world.clock.advance(100)
  return device
}

test('a read cursor shows at once, is sent at most every 2 s a room, and only its last place', async () => {
  const world = new World()
  const ann = await opened(world)
  say(world, 6)
  await world.clock.advance(50)
  const sent = () => ann.network.sent.filter((frame) => frame.t === 'commands').length
  for (const seq of [4, 5, 6, 7]) ann.parley.advanceCursor(ROOM, seq)
  expect(ann.parley.rooms[0]?.membership?.readSeq).toBe(7)
  await world.clock.advance(1_900)
  expect(sent()).toBe(1)
  await world.clock.advance(200)
  expect(sent()).toBe(2)
  expect(world.server.roomOf(ROOM).members.get(ANN)?.readSeq).toBe(7)
  ann.parley.advanceCursor(ROOM, 3)
  await world.clock.advance(5_000)
  expect(sent()).toBe(2)
  expect(ann.parley.rooms[0]?.unread).toBe(1)
  ann.parley.advanceCursor(ROOM, world.server.head(ROOM))
  expect(ann.parley.rooms[0]?.unread).toBe(0)
})

test('a read cursor that did not arrive is sent again', async () => {
  const world = new World()
  const ann = await opened(world)
  say(world, 1)
  await world.clock.advance(50)
  ann.network.cut()
  ann.network.sockets = ann.network.requests = 'refused'
  await world.clock.advance(100)
  ann.parley.advanceCursor(ROOM, 4)
  await world.clock.advance(5_000)
  ann.network.sockets = ann.network.requests = 'open'
  await world.clock.advance(20_000)
  expect(world.server.roomOf(ROOM).members.get(ANN)?.readSeq).toBe(4)
})

test('a read cursor that did not arrive is sent by the next life of the client', async () => {
  const world = new World()
  const rooms = createMemoryRooms()
  const before = await world.online(ANN, { rooms })
  say(world, 1)
  await world.clock.advance(50)
  before.network.cut()
  before.network.sockets = before.network.requests = 'refused'
  before.parley.advanceCursor(ROOM, 4)
  await world.clock.advance(1_000)
  await Promise.all([before.parley.stop(), world.clock.advance(10)])
  expect(world.server.roomOf(ROOM).members.get(ANN)?.readSeq).toBeLessThan(4)

  const after = await world.online(ANN, { rooms })
  expect(after.parley.rooms[0]?.membership?.readSeq).toBe(4)
  await world.clock.advance(1_000)
  expect(world.server.roomOf(ROOM).members.get(ANN)?.readSeq).toBe(4)
  // Once it is known nothing more is said of it.
  await Promise.all([after.parley.stop(), world.clock.advance(10)])
  const last = await world.online(ANN, { rooms })
  await world.clock.advance(5_000)
  expect(last.network.frames).not.toContain('commands')
})

test('what somebody read is not told of whoever is logged in when the line is back', async () => {
  const world = new World()
  const ann = await opened(world)
  say(world, 1)
  await world.clock.advance(50)
  ann.network.cut()
  ann.network.sockets = ann.network.requests = 'refused'
  await world.clock.advance(100)
  ann.parley.advanceCursor(ROOM, 4)
  await world.clock.advance(1_000)
  ann.network.userId = BOB
  ann.network.sockets = ann.network.requests = 'open'
  const before = ann.network.asked.length
  await world.clock.advance(30_000)
  expect(ann.parley.state.user?.me.id).toBe(BOB)
  expect(ann.network.frames).not.toContain('commands')
  expect(ann.network.asked.slice(before)).not.toContain('/api/cursor.advance')
})

test('what somebody read is not told of whoever logs in after him', async () => {
  const world = new World()
  const rooms = createMemoryRooms()
  const ann = await world.online(ANN, { rooms })
  say(world, 1)
  await world.clock.advance(50)
  ann.network.cut()
  ann.network.sockets = ann.network.requests = 'refused'
  ann.parley.advanceCursor(ROOM, 4)
  await world.clock.advance(1_000)
  await Promise.all([ann.parley.stop(), world.clock.advance(10)])

  const bob = await world.online(BOB, { rooms })
  await world.clock.advance(5_000)
  expect(bob.parley.state.user?.me.id).toBe(BOB)
  expect(bob.network.frames).not.toContain('commands')
})

test('typing is told at most every 3 s, and is forgotten after 6 s or with the message', async () => {
  const world = new World()
  const ann = await opened(world)
  const typed = () => ann.network.frames.filter((frame) => frame === 'typing').length
  for (let key = 0; key < 10; key += 1) {
    ann.parley.typing(ROOM)
    await world.clock.advance(200)
  }
  expect(typed()).toBe(1)
  await world.clock.advance(1_100)
  ann.parley.typing(ROOM)
  expect(typed()).toBe(2)
  ann.network.tell({ t: 'typing', roomId: ROOM, userId: BOB })
  await world.clock.advance(5_900)
  expect(ann.parley.state.typing).toEqual({ [ROOM]: [BOB] })
  await world.clock.advance(200)
  expect(ann.parley.state.typing).toEqual({})
  ann.network.tell({ t: 'typing', roomId: ROOM, userId: BOB })
  await world.clock.advance(50)
  say(world, 1)
  await world.clock.advance(50)
  expect(ann.parley.state.typing).toEqual({})
})

test('who goes on typing is shown on', async () => {
  const world = new World()
  const ann = await world.online(ANN)
  for (let told = 0; told < 2; told += 1) {
    ann.network.tell({ t: 'typing', roomId: ROOM, userId: BOB })
    await world.clock.advance(4_000)
  }
  expect(ann.parley.state.typing).toEqual({ [ROOM]: [BOB] })
})

test('presence is asked for again on a new connection, and unknown without one', async () => {
  const world = new World()
  const ann = await world.online(ANN)
  ann.parley.watchPresence([BOB])
  ann.parley.setPresence('away')
  ann.network.tell({ t: 'presence', states: { [BOB]: 'online' } })
  await world.clock.advance(50)
  expect(ann.parley.state.presence).toEqual({ [BOB]: 'online' })
  ann.network.cut()
  await world.clock.advance(10)
  expect(ann.parley.state.presence).toEqual({})
  await world.clock.advance(2_000)
  expect(ann.network.sent.findLast((frame) => frame.t === 'presence')).toEqual({
    t: 'presence',
    state: 'away',
    watch: [BOB],
  })
})

test('a room that was left in the middle of its history shows the same place at once when one comes back', async () => {
  const world = new World()
  for (let n = 1; n <= 300; n += 1) world.server.post(ROOM, BOB, `m${n}`)
  const ann = await world.online(ANN)
  void ann.parley.openRoom(ROOM, { around: 120 })
  await world.clock.advance(100)
  const seen = World.texts(ann)
  expect(ann.parley.state.user?.rooms[ROOM]?.window?.hasNewer).toBe(true)
  ann.parley.closeRoom(ROOM)
  world.server.post(ROOM, BOB, 'said meanwhile')
  await world.clock.advance(100)
  const asked = ann.network.sent.length
  void ann.parley.openRoom(ROOM, { around: 120 })
  expect(World.texts(ann)).toEqual(seen)
  await world.clock.advance(100)
  expect(ann.network.sent.length).toBe(asked)
  void ann.parley.openRoom(ROOM)
  await world.clock.advance(100)
  expect(World.texts(ann)?.at(-1)).toBe('said meanwhile')
})
