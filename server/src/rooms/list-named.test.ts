import { expect, test } from 'bun:test'
import { aCommunity, aGuest, type TestPerson } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'

/** What a reader is told of names: each that means a room, and the room's present name. */
async function meant(reader: TestPerson, names: readonly string[]): Promise<Record<string, string | null>> {
  const { rooms } = await reader.reads('room.list-named', { names: [...names] })
  return Object.fromEntries(rooms.map(({ name, room }) => [name, room.name]))
}

async function aRoom(maker: TestPerson, name: string, kind: 'public' | 'private', openToGuests = false) {
  return (await maker.did('room.create', { name, kind, openToGuests })).subjectId
}

test('public rooms are found by members of the community, joined or not, in whatever case, and by former names', async () => {
  const { ann, bob } = await aCommunity(await aParley())
  const roomId = await aRoom(ann, 'boats', 'public')
  expect(await meant(bob, ['boats', 'Boats', 'ghosts'])).toEqual({ boats: 'boats', Boats: 'boats' })
  await ann.did('room.edit', { roomId, name: 'ships' })
  expect(await meant(bob, ['boats', 'ships'])).toEqual({ boats: 'ships', ships: 'ships' })
  await ann.did('room.archive', { roomId })
  expect(await meant(bob, ['ships'])).toEqual({ ships: 'ships' })
  await ann.did('room.close', { roomId })
  for (const reader of [ann, bob]) expect(await meant(reader, ['boats', 'ships'])).toEqual({})
})

test('of a private room whoever is not in it is told the same as of none; who is in it is told', async () => {
  const { ann, bob } = await aCommunity(await aParley())
  const roomId = await aRoom(ann, 'minutes', 'private')
  expect(await meant(ann, ['minutes'])).toEqual({ minutes: 'minutes' })
  const asked = async (name: string) => bob.asks('room.list-named', { names: [name] })
  expect(await asked('minutes')).toEqual(await asked('nothing-of-it'))
  await ann.did('room.add-member', { roomId, userId: bob.id })
  expect(await meant(bob, ['minutes'])).toEqual({ minutes: 'minutes' })
  await ann.did('room.remove-member', { roomId, userId: bob.id })
  expect(await asked('minutes')).toEqual(await asked('nothing-of-it'))
  await ann.did('room.convert', { roomId, kind: 'public' })
  expect(await meant(bob, ['minutes'])).toEqual({ minutes: 'minutes' })
  await ann.did('room.convert', { roomId, kind: 'private' })
  expect(await meant(bob, ['minutes'])).toEqual({})
})

test('a guest is told of the room in which he is, and of no other', async () => {
  const world = await aParley()
  const { ann } = await aCommunity(world)
  await aRoom(ann, 'open', 'public', true)
  await aRoom(ann, 'boats', 'public', true)
  const gil = await aGuest(world, 'gil', 'open')
  expect(await meant(gil, ['open', 'boats', 'general'])).toEqual({ open: 'open' })
})

test('names that no room can have mean none, and more than fifty are refused', async () => {
  const { ann } = await aCommunity(await aParley())
  await aRoom(ann, 'boats', 'public')
  const odd = ['', ' ', '#', '%', '_', "'; drop table rooms; --", '__proto__', 'constructor', '../boats', '\u202eboats']
  const names = [...odd.filter((name) => name !== ''), 'boats', 'boats']
  expect(await meant(ann, names)).toEqual({ boats: 'boats' })
  expect(await ann.asks('room.list-named', { names: odd })).toMatchObject({ error: { code: 'bad_input' } })
  const many = Array.from({ length: 51 }, (_, n) => `room-${n}`)
  expect(await ann.asks('room.list-named', { names: many })).toMatchObject({ error: { code: 'bad_input' } })
  expect(await meant(ann, many.slice(1))).toEqual({})
})
