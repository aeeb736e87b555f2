import { expect, test } from 'bun:test'
import { CLOSE } from '@parley/protocol/limits.ts'
import type { LiveLimits } from './limits.ts'
import type { TestSocket } from './testing/test-socket.ts'
import { World } from './testing/world.ts'

async function aWorldWithAnn(limits: Partial<LiveLimits> = {}): Promise<{ world: World; ann: TestSocket }> {
  const world = new World({}, limits)
  for (const log of ['tides', 'reefs']) world.membersOf(log).add('ann')
  const ann = world.connect({ id: 'ann' })
  ann.hello({ tides: 0, reefs: 0 })
  await world.settle()
  return { world, ann }
}

function pass(world: World, ms: number): void {
  for (let left = ms; left > 0; left -= 1_000) {
    world.now += Math.min(left, 1_000)
    world.live.round()
  }
}

test('every 20 to 25 s a connection is told the heads that moved since, or none', async () => {
  const { world, ann } = await aWorldWithAnn()
  world.tells({ log: 'tides' }, { log: 'tides' })
  pass(world, 19_000)
  expect(ann.got('heads')).toEqual([])
  pass(world, 6_000)
  expect(ann.got('heads')).toEqual([{ t: 'heads', heads: { tides: 2 } }])
  ann.pong()
  pass(world, 25_000)
  expect(ann.got('heads').at(-1)).toEqual({ t: 'heads', heads: {} })
  expect(ann.socket.pings).toBe(2)
})

test('heads are told of followed logs alone', async () => {
  const { world, ann } = await aWorldWithAnn()
  world.tells({ log: 'tides', removes: 'ann' })
  world.tells({ log: 'tides' }, { log: 'reefs' })
  pass(world, 25_000)
  expect(ann.got('heads')).toEqual([{ t: 'heads', heads: { reefs: 1 } }])
})

test('whoever says no hello within 10 s is let go', async () => {
  const { world } = await aWorldWithAnn()
  const eve = world.connect({ id: 'eve' })
  pass(world, 10_000)
  expect(eve.closed).toBeNull()
  pass(world, 1_000)
  expect(eve.closed?.code).toBe(CLOSE.silent)
})

test('an end that gives no sign of life is cut off; one that does stays', async () => {
  const { world, ann } = await aWorldWithAnn()
  const bob = world.connect({ id: 'bob' })
  bob.hello()
  await world.settle()
  for (let i = 0; i < 4; i += 1) {
    pass(world, 20_000)
    bob.pong()
  }
  expect([ann.closed?.code, bob.closed]).toEqual([1006, null])
})

test('a slow reader leaves its topics, and gets what it missed when it has read', async () => {
  const { world, ann } = await aWorldWithAnn({ softBytes: 300 })
  ann.socket.reads = false
  world.tells({ log: 'tides' }, { log: 'tides' }, { log: 'tides' })
  pass(world, 1_000)
  expect(ann.socket.subscriptions).toEqual([])
  const unsent = ann.socket.unsent.length
  world.tells({ log: 'tides' })
  pass(world, 3_000)
  expect(ann.socket.unsent.length).toBe(unsent)
  ann.socket.drain()
  await world.settle()
  expect(ann.seqs('tides')).toEqual([1, 2, 3, 4])
  expect(ann.got('heads')).toEqual([{ t: 'heads', heads: { tides: 4 } }])
  world.tells({ log: 'tides' }, { log: 'reefs' })
  expect([ann.seqs('tides'), ann.seqs('reefs')]).toEqual([[1, 2, 3, 4, 5], [1]])
})

test('a slow reader gets what he missed also when nobody says that everything has left', async () => {
  const { world, ann } = await aWorldWithAnn({ softBytes: 300 })
  ann.socket.reads = false
  world.tells({ log: 'tides' }, { log: 'tides' }, { log: 'tides' })
  pass(world, 1_000)
  world.tells({ log: 'tides' })
  ann.socket.onDrain = () => {}
  ann.socket.drain()
  pass(world, 1_000)
  await world.settle()
  expect(ann.seqs('tides')).toEqual([1, 2, 3, 4])
})

test('a slow reader who was removed meanwhile is told that the log is gone', async () => {
  const { world, ann } = await aWorldWithAnn({ softBytes: 100 })
  ann.socket.reads = false
  world.tells({ log: 'tides' }, { log: 'tides' })
  pass(world, 1_000)
  world.tells({ log: 'tides', removes: 'ann' })
  world.tells({ log: 'tides' })
  ann.socket.drain()
  await world.settle()
  expect(ann.seqs('tides')).toEqual([1, 2])
  expect(ann.got('gone')).toEqual([{ t: 'gone', log: 'tides' }])
})

test('without progress for 10 s a connection is cut off', async () => {
  const { world, ann } = await aWorldWithAnn()
  ann.socket.reads = false
  world.tells({ log: 'tides' })
  pass(world, 10_000)
  expect(ann.closed).toBeNull()
  pass(world, 2_000)
  expect(ann.closed?.code).toBe(1006)
})

test('when a connection ends, nothing of it is left', async () => {
  const { world, ann } = await aWorldWithAnn({ softBytes: 100 })
  ann.says({ t: 'presence', state: 'online', watch: ['bob'] })
  await world.settle()
  ann.socket.reads = false
  world.tells({ log: 'tides' }, { log: 'tides' })
  pass(world, 1_000)
  ann.socket.terminate()
  expect([world.hub.connections.size, world.hub.connections.ofUser('ann'), world.topics.count('tides')]).toEqual([
    0,
    [],
    0,
  ])
})

test('closes are spread when many are connected', async () => {
  const pauses: number[] = []
  const world = new World({
    pause: async (ms) => {
      pauses.push(ms)
    },
  })
  const sockets = Array.from({ length: 100 }, (_, index) => world.connect({ id: `person ${index}` }))
  await world.live.drain()
  expect(sockets.every((socket) => socket.closed?.code === CLOSE.draining)).toBe(true)
  expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBe(150)
})
