import { afterEach, expect, test } from 'bun:test'
import { CLOSE, LIMITS } from '@parley/protocol/limits.ts'
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
  return listener
}

test('one address has a limit, and a place that is left is free again', async () => {
  const { client } = serve(new World({}, { connectionsPerAddress: 1 }))
  const first = client()
  await first.hello()
  expect((await client('?as=bob').closed).code).toBe(CLOSE.tooMany)
  first.socket.close()
  await first.closed
  await client('?as=bob').hello()
})

test('a herd is told when to come back', async () => {
  const { client } = serve(new World({}, { handshakesPerS: 2 }))
  await Promise.all([client().hello(), client().hello()])
  expect(await client().closed).toEqual({ code: CLOSE.busy, reason: 'retry=1' })
})

test('one person has a limit of new connections, which another does not feel', async () => {
  const { client } = serve(new World({}, { handshakesPerUserBurst: 2 }))
  await Promise.all([client().hello(), client().hello()])
  expect(await client().closed).toEqual({ code: CLOSE.busy, reason: 'retry=1' })
  await client('?as=bob').hello()
})

test('to follow many logs counts as many frames', async () => {
  const { client } = serve(new World({}, { framesPerS: 0.001, framesBurst: 12 }))
  const logs = (count: number) => Object.fromEntries(Array.from({ length: count }, () => [crypto.randomUUID(), 0]))
  const ann = client()
  await ann.hello(logs(LIMITS.cursorsPerFrame))
  await ann.says({ t: 'follow', cursors: logs(49) })
  await ann.until((frame) => frame.t === 'caught-up')
  const bob = client('?as=bob')
  await bob.hello(logs(LIMITS.cursorsPerFrame))
  await bob.says({ t: 'follow', cursors: logs(50) })
  expect((await bob.closed).code).toBe(CLOSE.tooFast)
})
