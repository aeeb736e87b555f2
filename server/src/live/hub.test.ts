import { expect, test } from 'bun:test'
import type { Person } from '@parley/protocol/users.ts'
import { StreamConnection } from './stream-connection.ts'
import { World } from './testing/world.ts'

function aWorld() {
  const world = new World()
  for (const person of ['ann', 'bob']) world.membersOf('tides').add(person)
  return world
}

async function follower(world: World, person: string, logs: readonly string[] = ['tides']) {
  const socket = world.connect({ id: person })
  socket.hello(Object.fromEntries(logs.map((log) => [log, world.headOf(log)])))
  await world.settle()
  return socket
}

test('events of one group travel in one frame for each log', async () => {
  const world = aWorld()
  const ann = await follower(world, 'ann', ['tides', 'ann'])
  world.tells({ log: 'tides' }, { log: 'ann' }, { log: 'tides' })
  expect(ann.got('events').map(({ log, events }) => [log, events.map(({ seq }) => seq)])).toEqual([
    ['tides', [1, 2]],
    ['ann', [1]],
  ])
})

test('who is removed gets the event that removes him, is told that the log is gone, and hears no more', async () => {
  const world = aWorld()
  const [ann, bob] = [await follower(world, 'ann'), await follower(world, 'bob')]
  world.tells({ log: 'tides', removes: 'bob' })
  world.tells({ log: 'tides' })
  expect(bob.frames.slice(2).map((frame) => frame.t)).toEqual(['events', 'gone'])
  expect([ann.seqs('tides'), bob.seqs('tides')]).toEqual([[1, 2], [1]])
})

test('where more of the log follows in the group of his removal, he gets nothing of the group', async () => {
  const world = aWorld()
  const [ann, bob] = [await follower(world, 'ann'), await follower(world, 'bob')]
  world.tells({ log: 'tides' }, { log: 'tides', removes: 'bob' }, { log: 'tides' })
  expect(bob.frames.slice(2)).toEqual([{ t: 'gone', log: 'tides' }])
  expect(ann.seqs('tides')).toEqual([1, 2, 3])
  expect(bob.frames.slice(2).length).toBe(1)
})

test('who is removed on one device is removed on all', async () => {
  const world = aWorld()
  const devices = [await follower(world, 'bob'), await follower(world, 'bob')]
  world.tells({ log: 'tides', removes: 'bob' })
  world.tells({ log: 'tides' })
  expect(devices.map((device) => device.seqs('tides'))).toEqual([[1], [1]])
})

test('an answer that stays open hears the same as a socket', async () => {
  const world = aWorld()
  const heard: string[] = []
  const bob = world.visit({ id: 'bob' }).actor
  if (bob.id === null) throw new Error('bob is somebody')
  const stream = new StreamConnection(world.hub, bob, {
    send: ({ frame }) => heard.push(frame.t),
    drained: () => Promise.resolve(),
    close: () => heard.push('closed'),
  })
  stream.follow('tides')
  const ann = await follower(world, 'ann')
  world.tells({ log: 'tides' })
  world.tells({ log: 'tides', removes: 'bob' }, { log: 'bob', endsSession: 'session of bob' })
  world.tells({ log: 'tides' })
  expect(heard).toEqual(['events', 'events', 'gone', 'closed'])
  expect(ann.seqs('tides')).toEqual([1, 2, 3])
  expect(stream.followed()).toEqual(['tides'].filter(() => stream.isOpen))
})

test('a session that ended is told so, and one that was replaced comes back as the new one', async () => {
  const world = aWorld()
  const [ann, bob] = [await follower(world, 'ann'), await follower(world, 'bob')]
  world.tells({ log: 'ann', replacesSession: 'session of ann' }, { log: 'bob', endsSession: 'session of bob' })
  expect(ann.closed).toEqual({ code: 4003, reason: 'retry=1' })
  expect(bob.closed).toMatchObject({ code: 4501 })
})

test('a listener that fails is written down, and the lane does not hear of it', async () => {
  const world = aWorld()
  const eve = world.visit({ id: 'eve' }).actor
  if (eve.id === null) throw new Error('eve is somebody')
  const broken = new StreamConnection(world.hub, eve, {
    send: () => {
      throw new Error('broken pipe')
    },
    drained: () => Promise.resolve(),
    close: () => {},
  })
  broken.follow('tides')
  const ann = await follower(world, 'ann', ['tides', 'ann'])
  world.tells({ log: 'tides' }, { log: 'ann' })
  expect([ann.seqs('tides'), ann.seqs('ann')]).toEqual([[1], [1]])
  expect(world.lines.join()).toContain('broken pipe')
})

test('a frame names everybody to whom its events refer', async () => {
  const world = aWorld()
  const ann = await follower(world, 'ann')
  const bob: Person = {
    id: 'bob',
    userName: 'bob',
    displayName: 'Bob',
    role: 'member',
    statusEmoji: '',
    statusText: '',
    statusUntil: null,
  }
  const event = { seq: 1, at: '', actorId: 'bob', subjectId: 'x', type: 'community.edited' as const }
  const ends = { people: [], sessions: [], replaced: [] }
  world.hub.publish([{ logId: 'tides', logKind: 'room', events: [{ event, ends }], people: [bob] }])
  expect(ann.got('events')).toEqual([{ t: 'events', log: 'tides', events: [event], people: [bob] }])
})
