import { expect, test } from 'bun:test'
import { LIMITS } from '@parley/protocol/limits.ts'
import { encodeEvents } from './frames.ts'
import { World } from './testing/world.ts'

async function connected(world: World, cursors: Record<string, number>, epoch?: string) {
  const ann = world.connect({ id: 'ann' })
  ann.hello(cursors, epoch)
  await world.settle()
  return ann
}

function aWorld(events: number, log = 'tides') {
  const world = new World()
  world.eventsPerRead = 10_000
  world.membersOf(log).add('ann')
  world.tells(...Array.from({ length: events }, () => ({ log })))
  return world
}

test.each([
  ['a cursor ahead of the head', 'ahead', { tides: 4 }, undefined],
  ['a cursor before what is kept', 'below_tail', { tides: 1 }, undefined],
  ['a cursor of another history', 'epoch', { tides: 3 }, 'another'],
] as const)('%s is reset, and the log is followed from its head on', async (_, reason, cursors, epoch) => {
  const world = aWorld(3)
  world.state.tails.set('tides', 2)
  const ann = await connected(world, cursors, epoch)
  expect(ann.got('reset')).toEqual([{ t: 'reset', log: 'tides', reason, head: 3, tail: 2 }])
  expect(ann.got('caught-up')).toEqual([{ t: 'caught-up', heads: { tides: 3 } }])
  world.tells({ log: 'tides' })
  expect(ann.seqs('tides')).toEqual([4])
})

test('2,000 events are caught up with, 2,001 are too far', async () => {
  const world = aWorld(LIMITS.catchUpEvents + 1)
  const near = await connected(world, { tides: 1 })
  await world.settle()
  while (near.got('caught-up').length === 0) await world.settle()
  expect(near.seqs('tides').length).toBe(LIMITS.catchUpEvents)
  expect(near.seqs('tides').at(-1)).toBe(LIMITS.catchUpEvents + 1)
  const far = await connected(world, { tides: 0 })
  expect(far.got('reset').map(({ reason }) => reason)).toEqual(['too_far'])
})

test('the reset of another history is said once, and what comes then is told', async () => {
  const world = aWorld(3)
  world.holdsReads = true
  const ann = world.connect({ id: 'ann' })
  ann.hello({ tides: 3 }, 'another')
  await world.settle()
  world.release(0)
  await world.settle()
  world.tells({ log: 'tides', removes: 'ann' })
  world.tells({ log: 'tides', adds: 'ann' })
  await world.releaseAll()
  expect(ann.frames.map((frame) => frame.t)).toEqual(['welcome', 'reset', 'events', 'caught-up'])
  expect(ann.seqs('tides')).toEqual([4, 5])
})

test('many logs are looked at in one read', async () => {
  const world = new World()
  const logs = Array.from({ length: LIMITS.cursorsPerFrame }, (_, index) => `room ${index}`)
  for (const log of logs) world.membersOf(log).add('ann')
  world.tells(...logs.map((log) => ({ log })))
  world.holdsReads = true
  const ann = world.connect({ id: 'ann' })
  ann.hello(Object.fromEntries(logs.map((log) => [log, 1])))
  await world.settle()
  world.release(0)
  await world.settle()
  world.release(0)
  await world.settle()
  expect(Object.keys(ann.got('caught-up')[0]?.heads ?? {}).length).toBe(logs.length)
  expect(ann.socket.subscriptions.length).toBe(logs.length)
})

test('one read serves all who need the same range, and only as long as nothing happens', async () => {
  const world = aWorld(5)
  world.membersOf('tides').add('bob')
  const follow = async (person: string) => {
    const socket = world.connect({ id: person })
    socket.hello({ tides: 0 })
    await world.settle()
    return socket.got('events')[0]?.events.map(({ at }) => at)
  }
  await follow('ann')
  expect(world.logsRead).toEqual(['tides'])
  expect(await follow('bob')).toEqual(Array(5).fill('state of 5'))
  expect(world.logsRead).toEqual(['tides'])
  world.tells({ log: 'tides' })
  expect(await follow('bob')).toEqual(Array(6).fill('state of 6'))
  world.now += 6_000
  await follow('bob')
  expect(world.logsRead.length).toBe(3)
})

test('what several logs tell together stays within one piece', async () => {
  const world = new World()
  world.eventsPerRead = 10_000
  const logs = ['tides', 'reefs', 'kelp'].map((name) => name.padEnd(300, '-'))
  for (const log of logs) world.membersOf(log).add('ann')
  world.tells(...logs.flatMap((log) => Array.from({ length: 190 }, () => ({ log }))))
  const ann = world.connect({ id: 'ann' })
  ann.socket.reads = false
  ann.hello(Object.fromEntries(logs.map((log) => [log, 0])))
  await world.settle()
  expect(ann.socket.getBufferedAmount()).toBeLessThan(LIMITS.catchUpBytes + 1_000)
  for (let turn = 0; turn < 3; turn += 1) {
    ann.socket.drain()
    await world.settle()
  }
  expect(logs.map((log) => ann.seqs(log).length)).toEqual([190, 190, 190])
})

test('a hole in a log is never passed over', async () => {
  const world = aWorld(3)
  world.state.events.get('tides')?.splice(1, 1)
  const ann = await connected(world, { tides: 1 })
  expect(ann.closed?.code).toBe(4013)
  expect(world.lines.join()).toContain('has a hole')
})

test('a piece ends where it would be too long, and names only its own people', () => {
  const person = (id: string) => ({
    id,
    userName: id,
    displayName: id,
    role: 'member' as const,
    statusEmoji: '',
    statusText: '',
    statusUntil: null,
  })
  const event = (seq: number, actorId: string) => ({
    seq,
    at: 'x'.repeat(100),
    actorId,
    subjectId: 's',
    type: 'community.edited' as const,
  })
  const events = [event(1, 'ann'), event(2, 'bob'), event(3, 'eve')]
  const people = ['ann', 'bob', 'eve'].map(person)
  const piece = encodeEvents('tides', events, people, 400)
  expect(piece.last).toBe(2)
  expect(JSON.parse(piece.text)).toEqual({
    t: 'events',
    log: 'tides',
    events: events.slice(0, 2),
    people: people.slice(0, 2),
  })
  expect(JSON.parse(piece.text)).toEqual(piece.frame)
  expect(encodeEvents('tides', events, people, 1).last).toBe(1)
  expect(encodeEvents('tides', events, people).last).toBe(3)
})

test('the next piece waits until the last one has left', async () => {
  const world = aWorld(6)
  world.eventsPerRead = 2
  const ann = world.connect({ id: 'ann' })
  ann.socket.reads = false
  ann.hello({ tides: 0 })
  await world.settle()
  expect(ann.socket.unsent.filter((text) => text.includes('"events"')).length).toBe(1)
  ann.socket.drain()
  await world.settle()
  expect(ann.seqs('tides')).toEqual([1, 2, 3, 4, 5, 6])
})
