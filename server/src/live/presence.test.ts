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

test('what somebody chose is shown instead of what his devices say, until it is over', async () => {
  const world = aWorld()
  world.chosen.set(idOf('bob'), { availability: 'dnd', until: world.now + 5_000 })
  const ann = await arrive(world, 'ann')
  const bob = await arrive(world, 'bob')
  pass(world, 1)
  await watch(world, ann, ['bob'])
  bob.says({ t: 'presence', state: 'away' })
  await world.settle()
  pass(world, 2)
  expect(told(ann)).toEqual([{ bob: 'dnd' }])
  pass(world, 3)
  expect(told(ann)).toEqual([{ bob: 'dnd' }, { bob: 'away' }])
})

test('who watches hears at once of another choice, and nobody else does', async () => {
  const world = aWorld()
  const [ann, eve] = [await arrive(world, 'ann'), await arrive(world, 'eve')]
  await arrive(world, 'bob')
  pass(world, 1)
  await watch(world, ann, ['bob'])
  world.chooses('bob', { availability: 'away' })
  pass(world, 1)
  expect(told(ann)).toEqual([{ bob: 'online' }, { bob: 'away' }])
  world.chooses('bob', { availability: 'auto' })
  pass(world, 1)
  expect(told(ann).at(-1)).toEqual({ bob: 'online' })
  expect(told(eve)).toEqual([])
})

test('a choice that was made while nobody watched is told to the next who does', async () => {
  const world = aWorld()
  const ann = await arrive(world, 'ann')
  await arrive(world, 'bob')
  pass(world, 1)
  await watch(world, ann, ['bob'])
  await watch(world, ann, [])
  world.chosen.set(idOf('bob'), { availability: 'dnd' })
  await watch(world, ann, ['bob'])
  expect(told(ann)).toEqual([{ bob: 'online' }, { bob: 'dnd' }])
})

test('members hear when somebody who tells it was last here; guests do not', async () => {
  const world = aWorld()
  world.membersOf('tides').add(idOf('gil'))
  world.chosen.set(idOf('bob'), { showsLastSeen: true, lastSeenAt: 7_000 })
  const [ann, gil] = [await arrive(world, 'ann'), await arrive(world, 'gil', 'guest')]
  await watch(world, ann, ['bob', 'eve'])
  await watch(world, gil, ['bob'])
  expect(ann.got('presence').map(({ seen }) => seen)).toEqual([{ [idOf('bob')]: '1970-01-01T00:00:07.000Z' }])
  expect(gil.got('presence').map(({ seen }) => seen)).toEqual([undefined])
  const bob = await arrive(world, 'bob')
  pass(world, 1)
  const leftAt = new Date(world.now).toISOString()
  bob.socket.terminate()
  pass(world, 12)
  expect(ann.got('presence').at(-1)).toMatchObject({ seen: { [idOf('bob')]: leftAt } })
  expect(gil.got('presence').at(-1)?.seen).toBeUndefined()
  // Who tells it no longer is told of at once, and once.
  world.chooses('bob', { showsLastSeen: false })
  const before = ann.got('presence').length
  pass(world, 3)
  expect(ann.got('presence').slice(before)).toEqual([{ t: 'presence', states: { [idOf('bob')]: 'offline' } }])
  expect(world.leavers).toEqual([idOf('bob')])
})

test('nobody receives the presence of those whom he does not show, whatever they do', async () => {
  const world = aWorld()
  const people = Array.from({ length: 40 }, (_, n) => `p${n}`)
  const sockets = new Map<string, TestSocket>()
  for (const person of people) sockets.set(person, await arrive(world, person))
  pass(world, 1)
  // Each shows the next three.
  for (const [at, person] of people.entries()) {
    const shown = [1, 2, 3].map((ahead) => people[(at + ahead) % people.length] ?? '')
    await watch(world, sockets.get(person)!, shown)
  }
  const before = people.map((person) => sockets.get(person)!.got('presence').length)
  for (const person of people.slice(0, 10)) sockets.get(person)!.says({ t: 'presence', state: 'away' })
  await world.settle()
  pass(world, 5)
  const frames = people.map((person, at) => sockets.get(person)!.got('presence').slice(before[at]))
  const watchers = people.filter((_, at) => [1, 2, 3].some((ahead) => (at + ahead) % people.length < 10))
  // One frame for each who shows somebody that changed, of all that changed at once; the others get nothing.
  expect(frames.map((got) => got.length)).toEqual(people.map((person) => (watchers.includes(person) ? 1 : 0)))
  expect(frames.flat().reduce((sum, { states }) => sum + Object.keys(states).length, 0)).toBe(10 * 3)
})
