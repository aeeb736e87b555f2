import { expect, test } from 'bun:test'
import { CLOSE } from '@parley/protocol/limits.ts'
import { FakeBrowser, type FakeTab } from '../../test/fake-tabs.ts'
import { ANN, BOB, ROOM } from '../../test/samples.ts'
import { type Device, World } from '../../test/world.ts'
import { createMemoryRooms } from '../room-store.ts'

type Tab = Device & { tabs: FakeTab }

async function twoTabs() {
  const world = new World()
  const browser = new FakeBrowser(world.clock)
  const open = async (seed: number, rooms = createMemoryRooms()): Promise<Tab> => {
    const tabs = browser.tab()
    const tab = { ...(await world.online(ANN, { tabs, rooms }, seed)), tabs }
    void tab.parley.openRoom(ROOM)
    await world.clock.advance(100)
    return tab
  }
  const stored = createMemoryRooms()
  const [first, second] = [await open(1, stored), await open(2)]
  return { world, stored, first, second, open, close: (tab: Tab) => close(world, tab) }
}

/** A tab that is closed says so to nobody: its socket breaks and its lock is free. */
async function close(world: World, tab: Tab): Promise<void> {
  tab.network.cut()
  await Promise.all([tab.parley.stop(), world.clock.advance(5)])
}

const sockets = (world: World) => [...world.server.followers].filter(({ userId }) => userId === ANN).length

test('a tab alone has a connection of its own, which becomes a share when a second one comes', async () => {
  const { world, first } = await twoTabs()
  expect(first.network.hellos).toHaveLength(2)
  expect(first.network.hellos[1]).toMatchObject({ cursors: { [ROOM]: world.server.head(ROOM) } })
  expect(sockets(world)).toBe(1)
})

test('two tabs have one socket, and both hear everything', async () => {
  const { world, first, second } = await twoTabs()
  world.server.post(ROOM, BOB, 'hello')
  await world.clock.advance(50)
  for (const tab of [first, second]) expect(World.texts(tab)).toEqual(['hello'])
  expect(sockets(world)).toBe(1)
  expect(second.network.hellos).toEqual([])
  expect(second.parley.state.status).toBe('online')
})

test('commands and queries of both go over it, and each gets its own answers', async () => {
  const { world, first, second } = await twoTabs()
  const outcomes = [first, second].flatMap(({ parley }) => [
    parley.command('message.post', { roomId: ROOM, body: 'said' }),
    parley.query('room.history', { roomId: ROOM }),
  ])
  await world.clock.advance(100)
  const [one, pageOne, two, pageTwo] = await Promise.all(outcomes)
  expect([one, two]).toMatchObject([{ seq: 4 }, { seq: 5 }])
  expect([pageOne, pageTwo]).toMatchObject([{ head: 4 }, { head: 5 }])
  expect(second.network.asked).toEqual([])
})

test('the leading tab closes: the other goes on from where it was, without a gap or a repeat', async () => {
  const { world, first, second, close } = await twoTabs()
  const heard: number[] = []
  second.parley.onEvent((event, log) => log === ROOM && heard.push(event.seq))
  world.server.post(ROOM, BOB, 'before')
  await world.clock.advance(50)
  await close(first)
  world.server.post(ROOM, BOB, 'between')
  await world.clock.advance(500)
  world.server.post(ROOM, BOB, 'after')
  await world.clock.advance(50)
  expect(World.texts(second)).toEqual(['before', 'between', 'after'])
  expect(heard).toEqual([4, 5, 6])
  expect(second.network.hellos).toHaveLength(1)
  expect(second.network.hellos[0]).toMatchObject({ cursors: { [ROOM]: 4 } })
  expect(sockets(world)).toBe(1)
})

test('what was said while nobody led is sent once', async () => {
  const { world, first, second, close } = await twoTabs()
  await close(first)
  void second.parley.post(ROOM, 'said in between')
  await world.clock.advance(3_000)
  expect([...world.server.messages.values()].map(({ body }) => body)).toEqual(['said in between'])
  expect(second.parley.state.outbox).toEqual([])
})

test('the tab that becomes visible takes over from a hidden one, and not from a visible one', async () => {
  const { world, first, second } = await twoTabs()
  expect(first.tabs.isLeading).toBe(true)
  second.tabs.show(true)
  await world.clock.advance(5_000)
  expect(first.tabs.isLeading).toBe(true)
  first.tabs.show(false)
  second.tabs.show(true)
  await world.clock.advance(5_000)
  expect(second.tabs.isLeading).toBe(true)
  expect(sockets(world)).toBe(1)
  world.server.post(ROOM, BOB, 'hello')
  await world.clock.advance(50)
  for (const tab of [first, second]) expect(World.texts(tab)).toEqual(['hello'])
})

test('a tab that finds the leading one asleep takes over, and the sleeper follows when it wakes', async () => {
  const { world, first, second, open } = await twoTabs()
  first.tabs.show(false)
  second.tabs.show(false)
  first.tabs.sleep()
  const third = await open(3)
  await world.clock.advance(3_000)
  expect(third.tabs.isLeading).toBe(true)
  world.server.post(ROOM, BOB, 'while it slept')
  await world.clock.advance(50)
  first.tabs.wake()
  await world.clock.advance(3_000)
  for (const tab of [first, second, third]) expect(World.texts(tab)).toEqual(['while it slept'])
  expect(sockets(world)).toBe(1)
})

test('a break ends the connection of both, and one hello bears what both had', async () => {
  const { world, first, second } = await twoTabs()
  const before = first.network.hellos.length
  first.network.cut()
  world.server.post(ROOM, BOB, 'missed')
  await world.clock.advance(3_000)
  for (const tab of [first, second]) {
    expect(World.texts(tab)).toEqual(['missed'])
    expect(tab.parley.state.status).toBe('online')
  }
  expect(first.network.hellos).toHaveLength(before + 1)
  expect(sockets(world)).toBe(1)
})

test('after a long absence no tab waits longer than the first that gets through', async () => {
  const { world, first, second } = await twoTabs()
  for (const { network } of [first, second]) network.sockets = network.streams = network.requests = 'refused'
  first.network.cut()
  await world.clock.advance(600_000)
  for (const { network } of [first, second]) network.sockets = 'open'
  let waited = 0
  const isBack = ({ parley }: Tab) => parley.state.status === 'online'
  for (; !isBack(first) && !isBack(second) && waited < 60_000; waited += 100) await world.clock.advance(100)
  await world.clock.advance(1_500)
  expect([first, second].map(isBack)).toEqual([true, true])
})

test('a session that ended has ended in all tabs', async () => {
  const { world, first, second } = await twoTabs()
  first.network.cut(CLOSE.sessionEnded)
  await world.clock.advance(60_000)
  for (const { parley } of [first, second]) expect(parley.state.status).toBe('ended')
})

test('a socket that died in sleep is not lent to anybody', async () => {
  const { world, first, second } = await twoTabs()
  first.network.fate = () => 'lost'
  world.server.post(ROOM, BOB, 'lost on the way')
  // Timers do not run in sleep.
  world.clock.now += 3_600_000
  first.network.fate = () => 'sent'
  second.parley.wake()
  await world.clock.advance(3_000)
  for (const tab of [first, second]) expect(World.texts(tab)).toEqual(['lost on the way'])
})

test('where sockets do not get through the tabs share a stream, and the socket when it can', async () => {
  const { world, first, second } = await twoTabs()
  for (const { network } of [first, second]) network.sockets = 'refused'
  const before = first.network.hellos.length
  first.network.cut()
  await world.clock.advance(60_000)
  expect(first.network.asked.filter((path) => path === '/api/events').length).toBeGreaterThan(0)
  expect(second.network.asked).not.toContain('/api/events')
  expect(sockets(world)).toBe(1)
  world.server.post(ROOM, BOB, 'over the stream')
  await world.clock.advance(50)
  for (const tab of [first, second]) expect(World.texts(tab)).toEqual(['over the stream'])
  for (const { network } of [first, second]) network.sockets = 'open'
  for (let beat = 0; beat < 8; beat += 1) {
    first.network.beat()
    await world.clock.advance(20_000)
  }
  expect(first.network.hellos).toHaveLength(before + 1)
  expect(sockets(world)).toBe(1)
})

test('tabs that watch different people are told of all of them', async () => {
  const { world, first, second } = await twoTabs()
  first.parley.watchPresence([BOB])
  second.parley.watchPresence([ANN])
  second.parley.setPresence('away')
  await world.clock.advance(100)
  const last = first.network.sent.findLast((frame) => frame.t === 'presence')
  expect(last).toEqual({ t: 'presence', state: 'online', watch: [ANN, BOB] })
})

test('a tab that crashed is forgotten after three heartbeats', async () => {
  const { world, first, second } = await twoTabs()
  second.parley.watchPresence([BOB])
  second.tabs.sleep()
  for (let beat = 0; beat < 3; beat += 1) {
    first.network.beat()
    await world.clock.advance(22_000)
  }
  const last = first.network.sent.findLast((frame) => frame.t === 'presence')
  expect(last).toEqual({ t: 'presence', state: 'online', watch: [] })
})

test('a page that comes from another history is told so by whoever leads', async () => {
  const { world, stored, first, second, open } = await twoTabs()
  const old = createMemoryRooms()
  const user = await stored.loadUser()
  if (user) await old.save({ user: { ...user, epoch: 'epoch-0' }, windows: [] })
  const third = await open(3, old)
  await world.clock.advance(1_000)
  for (const { parley } of [first, second, third]) {
    expect(parley.state.user?.epoch).toBe('epoch-1')
    expect(parley.state.user?.rooms[ROOM]?.cursor).toBe(world.server.head(ROOM))
  }
  world.server.post(ROOM, BOB, 'hello')
  await world.clock.advance(50)
  for (const tab of [first, second, third]) expect(World.texts(tab)).toEqual(['hello'])
})

test('nothing is left running after the last tab stops', async () => {
  const { world, first, second, close } = await twoTabs()
  await close(first)
  await world.clock.advance(2_000)
  await close(second)
  await world.clock.advance(60_000)
  expect(world.clock.waiting).toBe(0)
  expect(sockets(world)).toBe(0)
})
