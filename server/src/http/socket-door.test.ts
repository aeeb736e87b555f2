import { afterEach, expect, test } from 'bun:test'
import { createConnection } from 'node:net'
import { CLOSE, LIMITS } from '@parley/protocol/limits.ts'
import { encode } from '../live/frames.ts'
import { listening } from '../live/testing/listening.ts'
import { World } from '../live/testing/world.ts'

let stop: (() => Promise<void>) | null = null
afterEach(async () => {
  await stop?.()
  stop = null
})

function serve(world: World) {
  const listener = listening(world)
  stop = listener.stop
  for (const person of ['ann', 'bob']) world.membersOf('tides').add(person)
  return listener
}

test('a hello is answered by a welcome, what was missed, and the heads, and then comes what happens', async () => {
  const world = new World()
  const { client } = serve(world)
  world.tells({ log: 'tides' }, { log: 'tides' }, { log: 'tides' })
  const ann = client()
  await ann.says({ t: 'hello', v: 1, cursors: { tides: 1, secrets: 4 } })
  await ann.until((frame) => frame.t === 'caught-up')
  expect(ann.kinds).toEqual(['welcome', 'events', 'gone', 'caught-up'])
  expect(ann.frames[0]).toMatchObject({ userId: 'ann', sessionId: 'session of ann', epoch: 'one', v: 1 })
  expect(ann.frames[2]).toEqual({ t: 'gone', log: 'secrets' })
  expect(ann.frames[3]).toEqual({ t: 'caught-up', heads: { tides: 3 } })
  world.tells({ log: 'tides' }, { log: 'tides' })
  await ann.until((frame) => frame.t === 'events' && frame.events.some(({ seq }) => seq === 5))
  expect(ann.seqs('tides')).toEqual([2, 3, 4, 5])
  expect(ann.frames.filter((frame) => frame.t === 'events').length).toBe(2)
})

test('a batch runs in order, stops at the first that fails, and the next frame waits for it', async () => {
  const world = new World()
  const { client } = serve(world)
  const ann = client()
  await ann.hello()
  const commands = ['one', 'two', 'fails', 'three'].map((name) => ({ name, input: {} }))
  await ann.says({ t: 'commands', ref: 7, commands }, { t: 'query', ref: 8, name: 'echo', input: { a: 1 } })
  await ann.until((frame) => frame.t === 'answer')
  expect(world.commandsRun).toEqual(['one', 'two', 'fails'])
  expect(ann.frames.at(-2)).toMatchObject({
    t: 'results',
    ref: 7,
    results: [
      { outcome: { subjectId: 'one' } },
      { outcome: { subjectId: 'two' } },
      { error: { code: 'room_not_found' } },
    ],
  })
  expect(ann.frames.at(-1)).toEqual({ t: 'answer', ref: 8, output: { a: 1 } })
})

test('who sends gets the event as everybody does, before the outcome', async () => {
  const world: World = new World({
    command: async () => {
      world.tells({ log: 'tides' })
      return { outcome: { logId: 'tides', seq: 1, at: '', subjectId: 'm' } }
    },
  })
  const { client } = serve(world)
  const [ann, bob] = [client('?as=ann'), client('?as=bob')]
  await Promise.all([ann.hello({ tides: 0 }), bob.hello({ tides: 0 })])
  await ann.says({ t: 'commands', ref: 1, commands: [{ name: 'message.post', input: {} }] })
  await ann.until((frame) => frame.t === 'results')
  await bob.until((frame) => frame.t === 'events')
  expect(ann.kinds).toEqual(['welcome', 'caught-up', 'events', 'results'])
  expect(bob.seqs('tides')).toEqual([1])
})

test('commands that set cookies are not taken from a socket', async () => {
  const world = new World()
  const { client } = serve(world)
  const ann = client()
  await ann.hello()
  await ann.says({ t: 'commands', ref: 1, commands: [{ name: 'session.log-in', input: {} }] })
  await ann.until((frame) => frame.t === 'results')
  expect(ann.frames.at(-1)).toMatchObject({ results: [{ error: { code: 'forbidden' } }] })
  expect(world.commandsRun).toEqual([])
})

test('an error that nobody may see is answered as internal, and written down', async () => {
  const world = new World({
    query: async () => {
      throw new Error('the disk is on fire')
    },
  })
  const { client } = serve(world)
  const ann = client()
  await ann.hello()
  await ann.says({ t: 'query', ref: 1, name: 'echo', input: {} })
  await ann.until((frame) => frame.t === 'refused')
  expect(JSON.stringify(ann.frames.at(-1))).not.toContain('fire')
  expect(ann.frames.at(-1)).toMatchObject({ ref: 1, error: { code: 'internal' } })
  expect(world.lines.join()).toContain('the disk is on fire')
})

test.each([
  ['no JSON', 'hello'],
  ['no object', '[]'],
  ['a frame of a kind that is not known', '{"t":"shout"}'],
  ['a key that is not known', '{"t":"follow","cursors":{},"more":1}'],
  ['a key twice', '{"t":"typing","t":"typing","roomId":"x"}'],
  ['a prototype', '{"t":"follow","cursors":{"__proto__":1}}'],
  ['a cursor below zero', '{"t":"follow","cursors":{"tides":-1}}'],
  ['a depth without an end', `{"t":"query","ref":${'['.repeat(20_000)}`],
  ['a second hello', '{"t":"hello","v":1,"cursors":{}}'],
  ['bytes', new Uint8Array([1, 2, 3])],
  ['more than a frame may have', `{"t":"query","ref":1,"name":"${'x'.repeat(LIMITS.frameBytes)}","input":{}}`],
])('%s is a bad frame: it is said so, and the connection ends for good', async (_, frame) => {
  const world = new World()
  const { client } = serve(world)
  const ann = client()
  await ann.hello()
  await ann.says(frame)
  expect(await ann.closed).toMatchObject({ code: CLOSE.badFrame })
  expect(ann.kinds.at(-1)).toBe('problem')
  expect(world.lines).toEqual([])
})

test('a request with bad content is refused by its number, and the connection lives on', async () => {
  const world = new World()
  const { client } = serve(world)
  const ann = client()
  await ann.hello()
  await ann.says(
    '{"t":"commands","ref":3,"commands":[{"name":"message.post","input":{"body":"\\u0000"}}]}',
    { t: 'commands', ref: 4, commands: [] },
    { t: 'query', ref: 5, name: 'nothing', input: {} },
    { t: 'query', ref: 6, name: 'echo', input: 'fine' },
  )
  await ann.until((frame) => frame.t === 'answer')
  const refused = ann.frames.filter((frame) => frame.t === 'refused')
  expect(refused.map(({ ref, error }) => [ref, error.code])).toEqual([
    [3, 'bad_json'],
    [4, 'bad_input'],
    [5, 'unknown_query'],
  ])
  expect(ann.frames.at(-1)).toEqual({ t: 'answer', ref: 6, output: 'fine' })
})

test('what comes before the hello is a bad frame', async () => {
  const { client } = serve(new World())
  const ann = client()
  await ann.says({ t: 'query', ref: 1, name: 'echo', input: 1 })
  expect((await ann.closed).code).toBe(CLOSE.badFrame)
})

test('a client that is too old is told so', async () => {
  const { client } = serve(new World())
  const ann = client()
  await ann.says({ t: 'hello', v: 0, cursors: {} })
  expect((await ann.closed).code).toBe(CLOSE.tooOld)
})

test('sixty frames at once are taken, the next closes the connection, which may come back', async () => {
  const world = new World()
  const { client } = serve(world)
  const ann = client()
  await ann.hello()
  const frames = Array.from({ length: 59 }, (_, ref) => ({ t: 'query', ref, name: 'echo', input: ref }))
  await ann.says(...frames)
  await ann.until((frame) => frame.t === 'answer' && frame.ref === 58)
  await ann.says({ t: 'query', ref: 59, name: 'echo', input: 1 })
  expect((await ann.closed).code).toBe(CLOSE.tooFast)
})

test('another site cannot open a socket with a cookie; our own pages and bearers of a token can', async () => {
  const { client } = serve(new World())
  expect((await client('?as=ann', { origin: 'https://evil.test', cookie: 'parley=x' }).closed).code).toBe(
    CLOSE.wrongOrigin,
  )
  expect((await client('?as=ann', { cookie: 'parley=x' }).closed).code).toBe(CLOSE.wrongOrigin)
  const ann = client('?as=ann', { origin: 'http://parley.test', cookie: 'parley=x' })
  await ann.hello()
  const bot = client('?as=bob', { origin: 'https://evil.test', authorization: 'Bearer x' })
  await bot.hello()
  expect(ann.kinds).toEqual(bot.kinds)
})

test('nobody gets in without a session', async () => {
  const { client } = serve(new World())
  expect((await client('').closed).code).toBe(CLOSE.sessionEnded)
})

test('a session that ends closes its sockets, after what happened before', async () => {
  const world = new World()
  const { client } = serve(world)
  const [ann, bob] = [client('?as=ann'), client('?as=bob')]
  await Promise.all([ann.hello({ tides: 0, ann: 0 }), bob.hello({ tides: 0 })])
  world.tells({ log: 'tides' }, { log: 'ann', endsSession: 'session of ann' })
  expect((await ann.closed).code).toBe(CLOSE.sessionEnded)
  expect([ann.seqs('tides'), ann.seqs('ann')]).toEqual([[1], [1]])
  world.tells({ log: 'tides' })
  await bob.until((frame) => frame.t === 'events' && frame.events.some(({ seq }) => seq === 2))
  expect(ann.seqs('tides')).toEqual([1])
})

test('a session that ended between the upgrade and the hello gets nothing', async () => {
  const world = new World()
  const { client } = serve(world)
  world.tells({ log: 'tides' })
  const ann = client()
  await ann.opened
  world.state.endedSessions.add('session of ann')
  await ann.says({ t: 'hello', v: 1, cursors: { tides: 0 } })
  expect((await ann.closed).code).toBe(CLOSE.sessionEnded)
  expect(ann.kinds).toEqual(['welcome'])
})

test('a database that cannot be read closes the connection so that it comes back', async () => {
  const world = new World({
    read: async () => {
      throw new Error('no database')
    },
  })
  const { client } = serve(world)
  const ann = client()
  await ann.says({ t: 'hello', v: 1, cursors: { tides: 0 } })
  expect((await ann.closed).code).toBe(CLOSE.busy)
  expect(world.lines.join()).toContain('no database')
})

test('the oldest of too many sockets of one person gives way', async () => {
  const { client } = serve(new World({}, { socketsPerUser: 2 }))
  const first = client()
  await first.hello()
  const others = [client(), client()]
  await Promise.all(others.map((other) => other.hello()))
  expect((await first.closed).code).toBe(CLOSE.tooMany)
  await others[0]?.says({ t: 'query', ref: 1, name: 'echo', input: 1 })
  await others[0]?.until((frame) => frame.t === 'answer')
})

test('when the program stops, sockets are closed and none is let in', async () => {
  const world = new World()
  const { client } = serve(world)
  const ann = client()
  await ann.hello()
  await world.live.drain()
  expect((await ann.closed).code).toBe(CLOSE.draining)
  expect((await client().closed).code).toBe(CLOSE.draining)
})

test('a request that is no upgrade is told what this is', async () => {
  const { server } = serve(new World())
  expect((await fetch(new URL('/socket?as=ann', server.url))).status).toBe(426)
})

test('who does not read is cut off at a limit, and nobody else misses anything', async () => {
  const world = new World({}, { hardBytes: 65_536 })
  const { client, server } = serve(world)
  const bob = client('?as=bob')
  await bob.hello({ tides: 0 })
  const stalled = createConnection(Number(server.port), 'localhost')
  const key = 'dGhlIHNhbXBsZSBub25jZQ=='
  stalled.write(
    `GET /socket?as=ann HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  )
  await new Promise((resolve) => stalled.once('data', resolve))
  stalled.pause()
  const hello = Buffer.from('{"t":"hello","v":1,"cursors":{"tides":0}}')
  stalled.write(Buffer.concat([Buffer.from([0x81, 0x80 | hello.length, 0, 0, 0, 0]), hello]))
  while (server.subscriberCount('tides') < 2) await world.settle()
  let sent = 0
  while (server.subscriberCount('tides') === 2 && sent < 200) {
    sent += 1
    world.hub.send('tides', encode({ t: 'typing', roomId: 'x'.repeat(200_000), userId: String(sent) }))
    await world.settle()
  }
  stalled.destroy()
  expect(sent).toBeLessThan(200)
  await bob.until((frame) => frame.t === 'typing' && frame.userId === String(sent))
  const heard = bob.frames.flatMap((frame) => (frame.t === 'typing' ? [Number(frame.userId)] : []))
  expect(heard).toEqual(Array.from({ length: sent }, (_, index) => index + 1))
})
