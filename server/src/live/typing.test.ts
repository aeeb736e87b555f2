import { expect, test } from 'bun:test'
import type { KnownActor } from '../actor.ts'
import { StreamConnection } from './stream-connection.ts'
import { idOf, World } from './testing/world.ts'

const TIDES = idOf('tides')

async function aRoomOf(...people: string[]) {
  const world = new World()
  for (const person of people) world.membersOf(TIDES).add(idOf(person))
  const arrive = async (person: string) => {
    const socket = world.connect({ id: idOf(person) })
    socket.hello({ [TIDES]: 0, [idOf(person)]: 0 })
    await world.settle()
    return socket
  }
  return { world, sockets: await Promise.all(people.map(arrive)), arrive }
}

test('who types is seen by the others in the room, not by himself', async () => {
  const { world, sockets, arrive } = await aRoomOf('ann', 'bob')
  const [ann, bob] = sockets
  const eve = await arrive('eve')
  const heard: string[] = []
  const listener = new StreamConnection(world.hub, world.visit({ id: 'gil' }).actor as KnownActor, {
    send: ({ frame }) => heard.push(frame.t),
    drained: () => Promise.resolve(),
    close: () => {},
  })
  listener.follow(TIDES)
  ann?.says({ t: 'typing', roomId: TIDES })
  await world.settle()
  expect(bob?.got('typing')).toEqual([{ t: 'typing', roomId: TIDES, userId: idOf('ann') }])
  expect([ann?.got('typing'), eve.got('typing'), heard]).toEqual([[], [], ['typing']])
})

test('only who is in a room types there', async () => {
  const { world, sockets, arrive } = await aRoomOf('ann', 'bob')
  const eve = await arrive('eve')
  eve.says({ t: 'typing', roomId: TIDES })
  sockets[0]?.says({ t: 'typing', roomId: idOf('ann') })
  await world.settle()
  expect(sockets.map((socket) => socket.got('typing'))).toEqual([[], []])
  sockets[0]?.says({ t: 'typing', roomId: TIDES })
  await world.settle()
  expect(sockets[1]?.got('typing').length).toBe(1)
})

test('it is told once a second at most, and of five people at most', async () => {
  const { world, sockets } = await aRoomOf('ann', 'bob', 'c', 'd', 'e', 'f', 'g')
  const bob = sockets[1]
  sockets[0]?.says({ t: 'typing', roomId: TIDES })
  sockets[0]?.says({ t: 'typing', roomId: TIDES })
  await world.settle()
  expect(bob?.got('typing').length).toBe(1)
  world.now += 1_000
  world.live.round()
  for (const socket of sockets) socket.says({ t: 'typing', roomId: TIDES })
  await world.settle()
  expect(sockets.at(-1)?.got('typing').length).toBe(1 + 5)
})
