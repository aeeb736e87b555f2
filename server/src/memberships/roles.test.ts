import { expect, test } from 'bun:test'
import { aCommunity, aGuest, type TestPerson } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'

async function rolesIn(person: TestPerson, roomId: string): Promise<Record<string, string>> {
  const { members, people } = await person.reads('room.members', { roomId })
  const names = new Map(people.map(({ id, displayName }) => [id, displayName]))
  return Object.fromEntries(members.map(({ userId, role }) => [names.get(userId) ?? userId, role]))
}

test('the last owner of a room stays one; with a second owner he may step down', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  const downs = { roomId, userId: ann.id, role: 'member' } as const
  expect(await ann.does('room.set-role', downs)).toMatchObject({ status: 409, error: { code: 'last_room_owner' } })
  await ann.did('room.set-role', { roomId, userId: bob.id, role: 'owner' })
  await ann.did('room.set-role', downs)
  expect(await rolesIn(ann, roomId)).toEqual({ ann: 'member', bob: 'owner' })
  expect(await ann.does('room.set-role', downs)).toMatchObject({ error: { code: 'forbidden' } })
})

test('two owners who step down at once leave one', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  await ann.did('room.set-role', { roomId, userId: bob.id, role: 'owner' })
  const answers = await Promise.all(
    [ann, bob].map((person) => person.does('room.set-role', { roomId, userId: person.id, role: 'member' })),
  )
  expect(answers.map(({ error }) => error?.code ?? 'ok').toSorted()).toEqual(['last_room_owner', 'ok'])
})

test('a moderator removes members but neither moderators nor owners, nor who owns the community', async () => {
  const { olga, ann, bob, eve, roomId } = await aCommunity(await aParley())
  for (const person of [olga, eve]) await person.did('room.join', { roomId })
  await ann.did('room.set-role', { roomId, userId: bob.id, role: 'moderator' })
  for (const { id: userId } of [olga, ann, bob]) {
    expect(await bob.does('room.remove-member', { roomId, userId })).toMatchObject({ error: { code: 'forbidden' } })
  }
  await bob.did('room.remove-member', { roomId, userId: eve.id })
  await ann.did('room.remove-member', { roomId, userId: bob.id })
  expect(await rolesIn(ann, roomId)).toEqual({ ann: 'owner', olga: 'member' })
})

test('a guest is given no role', async () => {
  const world = await aParley()
  const { ann, roomId } = await aCommunity(world)
  const gil = await aGuest(world, 'gil', 'tides')
  expect(await ann.does('room.set-role', { roomId, userId: gil.id, role: 'moderator' })).toMatchObject({
    error: { code: 'forbidden' },
  })
})

test('of a room that its last owner leaves, the moderator who has been there longest becomes the owner', async () => {
  const world = await aParley()
  const { ann, bob, eve, olga, roomId } = await aCommunity(world)
  for (const person of [eve, olga]) {
    world.clock.now += 1_000
    await person.did('room.join', { roomId })
  }
  for (const { id: userId } of [olga, eve]) await ann.did('room.set-role', { roomId, userId, role: 'moderator' })
  await ann.did('room.leave', { roomId })
  expect(await rolesIn(bob, roomId)).toEqual({ bob: 'member', eve: 'owner', olga: 'moderator' })
  await eve.did('room.leave', { roomId })
  await olga.did('room.leave', { roomId })
  expect(await rolesIn(bob, roomId)).toEqual({ bob: 'owner' })
})

test('a join that changed nothing has its answer kept: sent again after a removal it does not join again', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  const again = { id: crypto.randomUUID(), roomId }
  const first = await bob.did('room.join', again)
  const added = { id: crypto.randomUUID(), roomId, userId: bob.id }
  const kept = await ann.did('room.add-member', added)
  await ann.did('room.remove-member', { roomId, userId: bob.id })
  expect(await bob.did('room.join', again)).toEqual(first)
  expect(await ann.did('room.add-member', added)).toEqual(kept)
  expect(await bob.asks('room.history', { roomId })).toMatchObject({ error: { code: 'room_not_found' } })
  expect(await rolesIn(ann, roomId)).toEqual({ ann: 'owner' })
})

test('of a room whose only owner is deactivated another becomes an owner, and both are when he comes back', async () => {
  const { olga, ann, bob, roomId } = await aCommunity(await aParley())
  await olga.did('user.deactivate', { userId: ann.id })
  expect(await rolesIn(bob, roomId)).toEqual({ ann: 'owner', bob: 'owner' })
  await bob.did('room.set-role', { roomId, userId: ann.id, role: 'member' })
  expect(await bob.does('room.set-role', { roomId, userId: bob.id, role: 'member' })).toMatchObject({
    error: { code: 'last_room_owner' },
  })
})
