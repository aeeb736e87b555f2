import { expect, test } from 'bun:test'
import { ANN, BOB, EVE, idOf, ROOM } from '../test/samples.ts'
import { type Device, World } from '../test/world.ts'
import { createMemoryRooms } from './room-store.ts'
import type { LogEvent } from '@parley/protocol/events.ts'

const bodies = (device: Device) => World.texts(device)

function say(world: World, count: number, from = 1): void {
  for (let n = from; n < from + count; n += 1) world.server.post(ROOM, BOB, `m${n}`)
}

async function opened(world: World, userId = ANN): Promise<Device> {
  const device = await world.online(userId)
  void device.parley.openRoom(ROOM)
  await world.clock.advance(100)
  return device
}

test('two people in a room hear one another', async () => {
  const world = new World()
  const [ann, bob] = [await opened(world), await opened(world, BOB)]
  void ann.parley.post(ROOM, 'hello')
  await world.clock.advance(100)
  expect(bodies(bob)).toEqual(['hello'])
  expect(bodies(ann)).toEqual(['hello'])
  expect(ann.parley.state.outbox).toEqual([])
  expect(bob.parley.rooms[0]?.unread).toBe(1)
  expect(ann.parley.rooms[0]?.unread).toBe(0)
})

test('what is said is shown as waiting before it is sent, and at no moment twice or not at all', async () => {
  const world = new World()
  const ann = await opened(world)
  const seen: string[] = []
  ann.parley.onChange(() => {
    const shown = bodies(ann) ?? []
    const ids = new Set(ann.parley.state.user?.rooms[ROOM]?.window?.messages.map((message) => message.id))
    const pending = ann.parley.state.outbox.filter((entry) => !ids.has(entry.command.input.id))
    seen.push([...shown, ...pending.map((entry) => entry.state)].join(' '))
  })
  void ann.parley.post(ROOM, 'hello')
  await world.clock.advance(200)
  expect(seen[0]).toBe('waiting')
  expect(seen.at(-1)).toBe('hello')
  expect(seen.every((moment) => moment.split(' ').length === 1 && moment !== '')).toBe(true)
})

test('a room opens at the present and is paged back to its beginning', async () => {
  const world = new World()
  say(world, 120)
  const ann = await opened(world)
  expect(bodies(ann)?.[0]).toBe('m71')
  for (let page = 0; page < 3; page += 1) await Promise.all([ann.parley.loadOlder(ROOM), world.clock.advance(50)])
  expect(bodies(ann)).toHaveLength(120)
  expect(ann.parley.state.user?.rooms[ROOM]?.window).toMatchObject({ hasOlder: false, hasNewer: false })
  const [more] = await Promise.all([ann.parley.loadOlder(ROOM), world.clock.advance(50)])
  expect(more).toBe(false)
})

test('a room opens around a message and is paged on to the present, where it follows again', async () => {
  const world = new World()
  say(world, 120)
  const ann = await world.online(ANN)
  void ann.parley.openRoom(ROOM, { around: 30 })
  await world.clock.advance(100)
  expect(ann.parley.state.user?.rooms[ROOM]?.window).toMatchObject({ hasOlder: true, hasNewer: true })
  say(world, 1, 121)
  await world.clock.advance(50)
  expect(bodies(ann)).not.toContain('m121')
  for (let page = 0; page < 3; page += 1) await Promise.all([ann.parley.loadNewer(ROOM), world.clock.advance(50)])
  say(world, 1, 122)
  await world.clock.advance(50)
  expect(bodies(ann)?.slice(-3)).toEqual(['m120', 'm121', 'm122'])
  expect(new Set(bodies(ann)).size).toBe(bodies(ann)?.length ?? 0)
})

test('what happens while a page is on its way is in the page afterwards', async () => {
  const world = new World()
  say(world, 80)
  const ann = await opened(world)
  const first = [...world.server.messages.values()][5]
  if (!first) throw new Error('nothing was said')
  const slow = ann.network
  slow.fate = (frame) => (frame.t === 'answer' ? 'late' : 'sent')
  const loading = ann.parley.loadOlder(ROOM)
  await world.clock.advance(6)
  world.server.command(BOB, 'message.edit', { id: idOf(1), messageId: first.id, body: 'edited meanwhile' })
  world.server.rename(BOB, 'bobby')
  await world.clock.advance(1_000)
  await loading
  expect(bodies(ann)).toContain('edited meanwhile')
  expect(bodies(ann)).not.toContain('m6')
  expect(ann.parley.state.user?.people[BOB]?.displayName).toBe('bobby')
})

test('a page that comes after the window jumped elsewhere is not put to it', async () => {
  const world = new World()
  say(world, 200)
  const ann = await world.online(ANN)
  void ann.parley.openRoom(ROOM, { around: 30 })
  await world.clock.advance(100)
  let isFirst = true
  ann.network.fate = (frame) => {
    const isLate = frame.t === 'answer' && isFirst
    if (isLate) isFirst = false
    return isLate ? 'late' : 'sent'
  }
  const paging = ann.parley.loadOlder(ROOM)
  const jump = ann.parley.openRoom(ROOM)
  await world.clock.advance(2_000)
  await Promise.all([paging, jump])
  expect(bodies(ann)?.[0]).toBe('m151')
  expect(ann.parley.state.user?.rooms[ROOM]?.window?.hasOlder).toBe(true)
})

test('a room that is opened without a connection is loaded when there is one', async () => {
  const world = new World()
  say(world, 2)
  const ann = await world.online(ANN)
  ann.network.sockets = ann.network.streams = ann.network.requests = 'refused'
  ann.network.cut()
  await world.clock.advance(10)
  const opening = ann.parley.openRoom(ROOM)
  await world.clock.advance(1_000)
  await opening
  expect(bodies(ann)).toBeUndefined()
  ann.network.sockets = ann.network.requests = 'open'
  ann.parley.wake()
  await world.clock.advance(20_000)
  expect(bodies(ann)).toEqual(['m1', 'm2'])
})

test('after too long an absence the window is loaded again and shows the hole, which paging back fills', async () => {
  const world = new World()
  world.server.catchUpEvents = 50
  say(world, 3)
  const ann = await opened(world)
  ann.network.sockets = ann.network.streams = ann.network.requests = 'refused'
  ann.network.cut()
  await world.clock.advance(100)
  say(world, 120, 4)
  ann.network.sockets = ann.network.requests = 'open'
  ann.parley.wake()
  await world.clock.advance(5_000)
  const window = () => ann.parley.state.user?.rooms[ROOM]?.window
  expect(bodies(ann)?.at(-1)).toBe('m123')
  expect(window()?.hole).toEqual({ after: 6, before: window()?.messages[0]?.seq ?? 0 })
  expect(ann.parley.state.user?.rooms[ROOM]?.unread).toBe(1)
  for (let page = 0; page < 3; page += 1) await Promise.all([ann.parley.loadOlder(ROOM), world.clock.advance(50)])
  expect(window()?.hole).toBeNull()
  expect(bodies(ann)).toHaveLength(123)
})

test('a room that is read afresh is not followed from its old place meanwhile', async () => {
  const world = new World()
  world.server.catchUpEvents = 5
  const ann = await opened(world)
  ann.network.cut()
  say(world, 20)
  ann.network.fate = (frame) => {
    // The list is read and on its way.
    if (frame.t === 'answer' && world.server.rooms.size === 1) world.server.addRoom(idOf(0x500), [ANN])
    return frame.t === 'answer' ? 'late' : 'sent'
  }
  await world.clock.advance(4_000)
  const followed = ann.network.sent.flatMap((frame) => (frame.t === 'follow' ? (frame.cursors[ROOM] ?? []) : []))
  expect(followed.slice(1)).toEqual([world.server.head(ROOM)])
  expect(bodies(ann)).toHaveLength(20)
  expect(ann.parley.rooms).toHaveLength(2)
})

test('another history of the database replaces everything that was known', async () => {
  const world = new World()
  say(world, 5)
  const store = createMemoryRooms()
  const ann = await world.online(ANN, { rooms: store })
  void ann.parley.openRoom(ROOM)
  await world.clock.advance(1_000)
  ann.network.cut()
  // A backup was put back: the last messages never happened.
  world.server.epoch = 'epoch-2'
  const log = world.server.logOf(ROOM)
  for (const fact of log.facts.splice(-2)) world.server.messages.delete(fact.subjectId)
  await world.clock.advance(3_000)
  expect(bodies(ann)).toEqual(['m1', 'm2', 'm3'])
  expect(ann.parley.state.user).toMatchObject({ epoch: 'epoch-2' })
  expect((await store.load(ROOM))?.window.messages).toHaveLength(3)
})

test('who is removed from a room keeps nothing of it, and gets it back when he is let in', async () => {
  const world = new World()
  say(world, 3)
  const store = createMemoryRooms()
  const ann = await world.online(ANN, { rooms: store })
  void ann.parley.openRoom(ROOM)
  await world.clock.advance(1_000)
  expect(await store.load(ROOM)).not.toBeNull()
  world.server.leave(ROOM, ANN)
  say(world, 1, 4)
  await world.clock.advance(2_000)
  expect(ann.parley.state.user?.rooms[ROOM]).toBeUndefined()
  expect(await store.load(ROOM)).toBeNull()
  world.server.join(ROOM, ANN)
  await world.clock.advance(200)
  say(world, 1, 5)
  await world.clock.advance(200)
  expect(ann.parley.rooms[0]?.cursor).toBe(world.server.head(ROOM))
  expect(bodies(ann)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5'])
})

test('a public room can be looked at before it is joined, and is loaded when it is', async () => {
  const world = new World()
  say(world, 2)
  const eve = await world.online(EVE)
  void eve.parley.openRoom(ROOM)
  await world.clock.advance(100)
  expect(eve.parley.state.user?.rooms[ROOM]).toMatchObject({ membership: null, window: null })
  expect(eve.parley.rooms).toEqual([])
  const joining = eve.parley.command('room.join', { roomId: ROOM })
  await world.clock.advance(200)
  await joining
  expect(bodies(eve)).toEqual(['m1', 'm2'])
  const bob = await world.online(BOB)
  const refused = bob.parley.openRoom(idOf(0x999)).catch((error: unknown) => error)
  await world.clock.advance(100)
  expect(await refused).toMatchObject({ code: 'room_not_found' })
})

test('members are loaded page by page and follow who comes and goes', async () => {
  const world = new World()
  world.server.join(ROOM, EVE)
  const ann = await opened(world)
  void ann.parley.loadMembers(ROOM)
  await world.clock.advance(11)
  world.server.leave(ROOM, BOB)
  await world.clock.advance(200)
  const members = () => ann.parley.state.user?.rooms[ROOM]?.members?.map((member) => member.userId).sort()
  expect(members()).toEqual([ANN, EVE])
  world.server.join(ROOM, BOB)
  await world.clock.advance(50)
  expect(members()).toEqual([ANN, BOB, EVE])
})

test('events are told once, after they are in the state, and a state is the same object until it changes', async () => {
  const world = new World()
  const ann = await opened(world)
  const told: [LogEvent['type'], number | undefined][] = []
  const stop = ann.parley.onEvent((event) => told.push([event.type, ann.parley.state.user?.rooms[ROOM]?.cursor]))
  const { state } = ann.parley
  expect(ann.parley.state).toBe(state)
  ann.network.fate = () => 'doubled'
  say(world, 1)
  await world.clock.advance(100)
  expect(told).toEqual([['message.posted', 4]])
  expect(ann.parley.state).not.toBe(state)
  stop()
  say(world, 1, 2)
  await world.clock.advance(100)
  expect(told).toHaveLength(1)
})

test('a room that was closed is kept small and right, and few such rooms are kept', async () => {
  const world = new World()
  say(world, 150)
  const ann = await opened(world)
  await Promise.all([ann.parley.loadOlder(ROOM), ann.parley.loadOlder(ROOM), world.clock.advance(100)])
  expect(bodies(ann)).toHaveLength(100)
  await Promise.all([ann.parley.loadOlder(ROOM), world.clock.advance(100)])
  ann.parley.closeRoom(ROOM)
  expect(bodies(ann)).toHaveLength(100)
  say(world, 1, 151)
  await world.clock.advance(100)
  const asked = ann.network.sent.length
  void ann.parley.openRoom(ROOM)
  await world.clock.advance(100)
  expect(bodies(ann)?.at(-1)).toBe('m151')
  expect(ann.network.sent.length).toBe(asked)
  ann.parley.closeRoom(ROOM)
  for (let n = 0; n < 20; n += 1) {
    const id = idOf(0x400 + n)
    world.server.addRoom(id, [ANN])
    void ann.parley.openRoom(id)
    await world.clock.advance(100)
    ann.parley.closeRoom(id)
  }
  expect(ann.parley.state.user?.rooms[ROOM]?.window).toBeNull()
})

test('while somebody reads further up, the window keeps the place that is read', async () => {
  const world = new World()
  say(world, 50)
  const ann = await opened(world)
  ann.parley.setFollowing(ROOM, false)
  say(world, 500, 51)
  await world.clock.advance(100)
  expect(bodies(ann)?.[0]).toBe('m1')
  expect(ann.parley.state.user?.rooms[ROOM]?.window?.hasNewer).toBe(true)
})
