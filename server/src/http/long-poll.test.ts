import { expect, test } from 'bun:test'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import { World } from '../live/testing/world.ts'

const TIDES = { tides: 0 }

/** A world whose `log.read` answers what is there, as far as the poll needs it. */
function aWorld() {
  const world: World = new World({
    readLogs: async (): Promise<QueryOutput<'log.read'>> => {
      const events = [...(world.state.events.get('tides') ?? [])]
      const isIn = world.membersOf('tides').has('ann')
      await world.settle()
      return {
        epoch: 'one',
        logs: isIn && events.length > 0 ? [{ log: 'tides', events, people: [] }] : [],
        resets: [],
        gone: isIn ? [] : ['tides'],
        hasMore: false,
      }
    },
  })
  world.membersOf('tides').add('ann')
  return world
}

function poll(world: World, input: object, signal = new AbortController().signal) {
  return world.live.longPoll(input, world.visit({ id: 'ann' }), signal)
}

test('a poll that finds something answers at once', async () => {
  const world = aWorld()
  world.tells({ log: 'tides' })
  expect((await poll(world, { cursors: TIDES, waitS: 25 })).logs.length).toBe(1)
  expect(world.hub.connections.size).toBe(0)
})

test('a poll that finds nothing waits for the first event', async () => {
  const world = aWorld()
  const answer = poll(world, { cursors: TIDES, waitS: 25 })
  await world.settle()
  await world.settle()
  world.tells({ log: 'tides' })
  expect((await answer).logs[0]?.events.length).toBe(1)
  expect(world.hub.connections.size).toBe(0)
})

test('what happens while it reads is not missed', async () => {
  const world = aWorld()
  const answer = poll(world, { cursors: TIDES, waitS: 25 })
  world.tells({ log: 'tides' })
  expect((await answer).logs[0]?.events.length).toBe(1)
})

test('after its time a poll is answered with nothing', async () => {
  const world = aWorld()
  const answer = poll(world, { cursors: TIDES, waitS: 2 })
  await world.settle()
  await world.settle()
  world.now += 1_999
  world.live.round()
  expect(world.hub.connections.size).toBe(1)
  world.now += 1
  world.live.round()
  expect(await answer).toMatchObject({ logs: [], gone: [] })
})

test('somebody who types wakes no poll, and one who is removed is told so', async () => {
  const world = aWorld()
  const answer = poll(world, { cursors: TIDES, waitS: 25 })
  await world.settle()
  await world.settle()
  world.hub.sendToListeners('tides', { frame: { t: 'typing', roomId: 'tides', userId: 'bob' }, text: '' })
  await world.settle()
  await world.settle()
  expect(world.hub.connections.size).toBe(1)
  world.tells({ log: 'tides', removes: 'ann' })
  expect((await answer).gone).toEqual(['tides'])
})

test('who goes away is forgotten', async () => {
  const world = aWorld()
  const leaving = new AbortController()
  const answer = poll(world, { cursors: TIDES, waitS: 25 }, leaving.signal)
  await world.settle()
  leaving.abort()
  await answer
  expect(world.hub.connections.size).toBe(0)
})

test('a session has so many polls and no more', async () => {
  const world = aWorld()
  const waiting = Array.from({ length: 10 }, () => poll(world, { cursors: TIDES, waitS: 25 }))
  await world.settle()
  expect(poll(world, { cursors: TIDES, waitS: 25 })).rejects.toMatchObject({ code: 'too_fast' })
  world.tells({ log: 'tides' })
  await Promise.all(waiting)
})
