import { expect, test } from 'bun:test'
import { COMMANDS } from '@parley/protocol/commands.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { CLOSE, TIMES } from '@parley/protocol/limits.ts'
import { ANN, BOB, ROOM } from '../test/samples.ts'
import { World } from '../test/world.ts'
import { HTTP_COMMANDS } from './connection.ts'
import { Unreachable } from './unreachable.ts'

test('the commands that are kept from the socket are those of the protocol', () => {
  const ofProtocol = Object.values(COMMANDS).filter((command) => command.door === 'http')
  expect([...HTTP_COMMANDS].sort()).toEqual(ofProtocol.map((command) => command.name).sort())
})

test('after a break the second hello bears the cursors of the first and what came since', async () => {
  const world = new World()
  const { network, parley } = await world.online(ANN)
  world.server.post(ROOM, BOB, 'one')
  await world.clock.advance(50)
  const cursor = world.server.head(ROOM)
  network.cut()
  world.server.post(ROOM, BOB, 'two')
  await world.clock.advance(2_000)
  expect(network.hellos).toHaveLength(2)
  expect(network.hellos[1]).toMatchObject({ cursors: { [ROOM]: cursor }, epoch: 'epoch-1' })
  expect(parley.state.user?.rooms[ROOM]?.cursor).toBe(cursor + 1)
})

test('waits between attempts grow to 30 s and never end', async () => {
  const world = new World()
  const { network } = await world.online(ANN)
  network.sockets = network.streams = network.requests = 'refused'
  network.cut()
  await world.clock.advance(1_800_000)
  const waits = network.triedAt.slice(2).map((at, index) => at - (network.triedAt[index + 1] ?? 0))
  expect(waits.length).toBeGreaterThan(20)
  expect(Math.max(...waits)).toBeGreaterThan(10_000)
  expect(Math.min(...waits)).toBeLessThan(1_500)
  network.sockets = 'open'
  await world.clock.advance(120_000)
  expect(network.hellos.length).toBeGreaterThan(1)
})

test('an absence under two seconds is not shown, a longer one is', async () => {
  const world = new World()
  const { network, parley } = await world.online(ANN)
  network.sockets = network.streams = network.requests = 'refused'
  network.cut()
  await world.clock.advance(TIMES.quietMs - 10)
  expect(parley.state.status).toBe('online')
  await world.clock.advance(20)
  expect(parley.state.status).toBe('reconnecting')
  network.sockets = 'open'
  await world.clock.advance(60_000)
  expect(parley.state.status).toBe('online')
})

test('40 s of silence are a dead connection, a heartbeat keeps it', async () => {
  const world = new World()
  const { network } = await world.online(ANN)
  await world.clock.advance(30_000)
  network.beat()
  await world.clock.advance(39_000)
  expect(network.hellos).toHaveLength(1)
  await world.clock.advance(3_000)
  expect(network.hellos).toHaveLength(2)
})

test('a wake tries at once, but not within a second of the last try', async () => {
  const world = new World()
  const { network, parley } = await world.online(ANN)
  network.cut(CLOSE.busy, 'retry=20')
  await world.clock.advance(5_000)
  parley.wake()
  await world.clock.advance(50)
  expect(network.hellos).toHaveLength(2)
  network.cut(CLOSE.busy, 'retry=20')
  await world.clock.advance(10)
  parley.wake()
  parley.wake()
  await world.clock.advance(5_000)
  expect(network.hellos).toHaveLength(3)
  const [, second = 0, third = 0] = network.triedAt
  expect(third - second).toBe(TIMES.reconnectApartMs)
  parley.wake()
  await world.clock.advance(5_000)
  expect(network.hellos).toHaveLength(3)
})

test('a device that slept finds its dead socket when it wakes', async () => {
  const world = new World()
  const { network, parley } = await world.online(ANN)
  network.fate = () => 'lost'
  // Timers do not run in sleep.
  world.clock.now += 3_600_000
  network.fate = () => 'sent'
  parley.wake()
  await world.clock.advance(1_100)
  expect(network.hellos).toHaveLength(2)
})

test.each([
  [CLOSE.sessionEnded, 'ended'],
  [CLOSE.tooOld, 'outdated'],
  [CLOSE.wrongOrigin, 'refused'],
  [CLOSE.badFrame, 'refused'],
] as const)('after %d it does not come back by itself and says %s', async (code, status) => {
  const world = new World()
  const { network, parley } = await world.online(ANN)
  network.cut(code)
  await world.clock.advance(600_000)
  expect(parley.state.status).toBe(status)
  expect(network.hellos).toHaveLength(1)
  void parley.start()
  await world.clock.advance(1_000)
  expect(parley.state.status).toBe('online')
})

test('a server that is busy names a wait, which is kept', async () => {
  const world = new World()
  const { network } = await world.online(ANN)
  network.cut(CLOSE.busy, 'retry=20')
  await world.clock.advance(19_900)
  expect(network.hellos).toHaveLength(1)
  await world.clock.advance(1_000)
  expect(network.hellos).toHaveLength(2)
})

test('where sockets do not get through the stream serves, and the socket takes over when it can', async () => {
  const world = new World()
  const { network, parley } = world.device(ANN)
  network.sockets = 'silent'
  void parley.start()
  await world.clock.advance(40_000)
  expect(parley.state.status).toBe('online')
  expect(network.asked).toContain('/api/events')
  world.server.post(ROOM, BOB, 'over the stream')
  void parley.openRoom(ROOM)
  const said = parley.post(ROOM, 'by a request')
  await world.clock.advance(1_000)
  expect(parley.state.user?.rooms[ROOM]?.window?.messages.map((message) => message.body)).toEqual([
    'over the stream',
    'by a request',
  ])
  expect((await said).state).toBe('waiting')
  expect(network.asked).toContain('/api/message.post')
  expect(network.asked).not.toContain('/api/log.read')

  network.sockets = 'open'
  for (let beat = 0; beat < 8; beat += 1) {
    network.beat()
    await world.clock.advance(20_000)
  }
  expect(network.hellos).toHaveLength(1)
  const asked = network.asked.length
  void parley.post(ROOM, 'by the socket')
  await world.clock.advance(1_000)
  expect(world.server.head(ROOM)).toBe(parley.state.user?.rooms[ROOM]?.cursor ?? -1)
  expect(network.asked.length).toBe(asked)
})

test('where not even the stream gets through it polls, and follows a room that is joined meanwhile', async () => {
  const world = new World()
  const other = '00000000-0000-7000-8000-000000000777'
  const { network, parley } = world.device(ANN)
  network.sockets = network.streams = 'refused'
  void parley.start()
  await world.clock.advance(60_000)
  expect(parley.state.status).toBe('online')
  expect(network.asked).toContain('/api/log.read')
  world.server.addRoom(other, [ANN, BOB])
  await world.clock.advance(2_000)
  world.server.post(other, BOB, 'here too')
  await world.clock.advance(2_000)
  expect(parley.state.user?.rooms[other]).toMatchObject({ unread: 1, cursor: world.server.head(other) })
  const asked = network.asked.length
  await world.clock.advance(100_000)
  expect(network.asked.length - asked).toBeLessThan(20)
})

test('a server that does not wait is not asked in a circle', async () => {
  const world = new World()
  const { network, parley } = world.device(ANN)
  network.sockets = network.streams = 'refused'
  network.pollsWait = false
  void parley.start()
  await world.clock.advance(60_000)
  expect(parley.state.status).toBe('online')
  const asked = network.asked.length
  await world.clock.advance(10_000)
  expect(network.asked.length - asked).toBeLessThan(25)
})

test('what was asked on a connection that breaks is given up at once', async () => {
  const world = new World()
  const { network, parley } = await world.online(ANN)
  const asked = parley.query('room.list', {}).catch((error: unknown) => error)
  network.cut()
  await world.clock.advance(1)
  expect(await Promise.race([asked, 'nothing yet'])).toBeInstanceOf(Unreachable)
})

test('a stream or a poll that the server refuses to somebody without a session ends', async () => {
  const world = new World()
  const { network, parley } = world.device(ANN)
  network.sockets = network.streams = 'refused'
  world.server.judge = (name) => {
    if (name === 'session.show') throw new ParleyError('not_logged_in')
  }
  const started = parley.start().catch((error: unknown) => error)
  await world.clock.advance(60_000)
  expect(parley.state.status).toBe('ended')
  expect(await started).toMatchObject({ code: 'not_logged_in' })
})

test('an answer that never comes is given up, and the command is sent again with the same id', async () => {
  const world = new World()
  const { network, parley } = await world.online(ANN)
  let lost = 0
  network.fate = (frame) => (frame.t === 'results' && lost++ === 0 ? 'lost' : 'sent')
  const outcome = parley.command('message.post', { roomId: ROOM, body: 'once' })
  for (let beat = 0; beat < 3; beat += 1) {
    await world.clock.advance(10_000)
    network.beat()
  }
  expect((await outcome).seq).toBe(world.server.head(ROOM))
  const ids = network.sent.flatMap((frame) =>
    frame.t === 'commands' ? frame.commands.map((command) => (command.input as { id: string }).id) : [],
  )
  expect(ids).toHaveLength(2)
  expect(new Set(ids).size).toBe(1)
})

test('more than 500 logs go into several frames', async () => {
  const world = new World()
  for (let n = 0; n < 520; n += 1)
    world.server.addRoom(`00000000-0000-7000-8000-${(0x9000 + n).toString(16).padStart(12, '0')}`, [ANN])
  const { network } = await world.online(ANN)
  await world.clock.advance(1_000)
  network.cut()
  await world.clock.advance(2_000)
  const cursors = network.sent
    .slice(network.frames.lastIndexOf('hello'))
    .flatMap((frame) => ('cursors' in frame ? [Object.keys(frame.cursors).length] : []))
  expect(cursors).toEqual([500, 22])
})

test('where the history is another one, not one log of more than 500 is followed by its old cursor', async () => {
  const world = new World()
  for (let n = 0; n < 520; n += 1)
    world.server.addRoom(`00000000-0000-7000-8000-${(0x9000 + n).toString(16).padStart(12, '0')}`, [ANN])
  const { network, parley } = await world.online(ANN)
  await world.clock.advance(1_000)
  network.cut()
  world.server.epoch = 'epoch-2'
  const before = network.sent.length
  await world.clock.advance(3_000)
  const later = network.sent.slice(before)
  const reads = later.findIndex((frame) => frame.t === 'query' && frame.name === 'room.list')
  expect(later.slice(0, reads).filter((frame) => frame.t === 'follow')).toEqual([])
  expect(parley.state.user?.epoch).toBe('epoch-2')
  const followed = later.slice(reads).flatMap((frame) => ('cursors' in frame ? Object.keys(frame.cursors) : []))
  expect(new Set(followed).size).toBe(522)
})

test('a bearer token is sent with requests and with the socket', async () => {
  const world = new World()
  const { network, parley } = world.device(ANN)
  const started = parley.logIn('ann', 'password')
  await world.clock.advance(500)
  await started
  expect(network.headers.at(-1)).toEqual({ authorization: 'Bearer secret-token' })
  expect(parley.state.user?.me.id).toBe(ANN)
})

test('nothing is left running after a stop', async () => {
  const world = new World()
  const { parley, network } = await world.online(ANN)
  void parley.openRoom(ROOM)
  await world.clock.advance(1_000)
  await Promise.all([parley.stop(), world.clock.advance(60_000)])
  expect(world.clock.waiting).toBe(0)
  expect(world.server.followers.size).toBe(0)
  expect(network.hellos).toHaveLength(1)
})
