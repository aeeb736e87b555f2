import { expect, test } from 'bun:test'
import type { TestSocket } from './testing/test-socket.ts'
import { idOf, World } from './testing/world.ts'

function aWorld() {
  const world = new World()
  for (const person of ['ann', 'bob']) world.membersOf('tides').add(idOf(person))
  return world
}

async function arrive(world: World, person: string, role: 'member' | 'guest' = 'member'): Promise<TestSocket> {
  const socket = world.connect({ id: idOf(person), role })
  socket.hello({ tides: 0 })
  await world.settle()
  return socket
}

async function watch(world: World, socket: TestSocket, people: string[]): Promise<void> {
  socket.says({ t: 'presence', state: 'online', watch: people.map(idOf) })
  await world.settle()
}

/** What a socket was told, one after the other, by name. */
function told(socket: TestSocket): Record<string, string>[] {
  const names = new Map(['ann', 'bob', 'eve'].map((name) => [idOf(name), name]))
  return socket
    .got('presence')
    .map(({ states }) => Object.fromEntries(Object.entries(states).map(([id, state]) => [names.get(id) ?? id, state])))
}

function pass(world: World, seconds: number): void {
  for (let i = 0; i < seconds; i += 1) {
    world.now += 1_000
    world.live.round()
  }
}

test('a watcher is told the states at once, and then what changes', async () => {
  const world = aWorld()
  const ann = await arrive(world, 'ann')
  await watch(world, ann, ['bob', 'eve'])
  expect(told(ann)).toEqual([{ bob: 'offline', eve: 'offline' }])
  const bob = await arrive(world, 'bob')
  pass(world, 1)
  bob.says({ t: 'presence', state: 'away' })
  await world.settle()
  pass(world, 2)
  expect(told(ann).slice(1)).toEqual([{ bob: 'online' }, { bob: 'away' }])
})

test('the best state of all devices counts', async () => {
  const world = aWorld()
  const ann = await arrive(world, 'ann')
  const [desk, phone] = [await arrive(world, 'bob'), await arrive(world, 'bob')]
  pass(world, 1)
  await watch(world, ann, ['bob'])
  phone.says({ t: 'presence', state: 'away' })
  await world.settle()
  pass(world, 1)
  expect(told(ann)).toEqual([{ bob: 'online' }])
  desk.socket.terminate()
  pass(world, 1)
  expect(told(ann).at(-1)).toEqual({ bob: 'away' })
})

test('a short absence is not shown, a long one is', async () => {
  const world = aWorld()
  const ann = await arrive(world, 'ann')
  const bob = await arrive(world, 'bob')
  pass(world, 1)
  await watch(world, ann, ['bob'])
  bob.socket.terminate()
  pass(world, 9)
  const again = await arrive(world, 'bob')
  pass(world, 12)
  expect(told(ann).length).toBe(1)
  again.socket.terminate()
  pass(world, 9)
  expect(told(ann).length).toBe(1)
  pass(world, 2)
  expect(told(ann).at(-1)).toEqual({ bob: 'offline' })
})

test('a guest may watch the people of his rooms and nobody else, and no longer when he has left', async () => {
  const world = aWorld()
  world.membersOf('tides').add(idOf('gil'))
  const gil = await arrive(world, 'gil', 'guest')
  const [ann, eve] = [await arrive(world, 'ann'), await arrive(world, 'eve')]
  pass(world, 1)
  await watch(world, gil, ['ann', 'eve'])
  expect(told(gil)).toEqual([{ ann: 'online' }])
  eve.socket.terminate()
  pass(world, 12)
  expect(told(gil).length).toBe(1)
  world.tells({ log: 'tides', removes: idOf('gil') })
  pass(world, 1)
  await world.settle()
  ann.socket.terminate()
  pass(world, 12)
  expect(told(gil).length).toBe(1)
})

test('who watches others from now on hears of the former no more', async () => {
  const world = aWorld()
  const ann = await arrive(world, 'ann')
  await watch(world, ann, ['bob'])
  await watch(world, ann, ['eve'])
  await arrive(world, 'bob')
  pass(world, 1)
  expect(told(ann)).toEqual([{ bob: 'offline' }, { eve: 'offline' }])
})
