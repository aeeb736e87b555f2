import { expect, test } from 'bun:test'
import { aFounder, aGuestIn, aMember, aVisitor, eventsOf } from '../sessions/testing/visitor.ts'
import { aParley } from '../testing/parley.ts'

test('the owner changes what is given, and the rest stays', async () => {
  const world = await aParley()
  const olga = await aFounder(world)
  await olga.did('community.edit', { description: ' By the sea.\r\nOpen late. ' })
  await olga.did('community.edit', {
    name: 'High Tide',
    registration: 'closed',
    guestRooms: false,
    editHistory: 'author',
  })
  expect(await olga.reads('community.show', {})).toEqual({
    name: 'High Tide',
    description: 'By the sea.\nOpen late.',
    isSetUp: true,
    registration: 'closed',
    guestRooms: false,
    editHistory: 'author',
  })
})

test('what is already so appends nothing', async () => {
  const world = await aParley()
  const olga = await aFounder(world)
  await olga.did('community.edit', { name: 'Tideline', guestRooms: true })
  await olga.did('community.edit', {})
  expect(eventsOf(world, olga.id)).not.toContain('community.edited')
})

test('nobody but an owner may change it', async () => {
  const world = await aParley()
  const olga = await aFounder(world)
  const ann = await aMember(world, 'ann')
  const guest = await aGuestIn(world, 'harbour', 'Gil')
  expect(await ann.tries('community.edit', { name: 'Mine' })).toBe('forbidden')
  expect(await guest.tries('community.edit', { name: 'Mine' })).toBe('forbidden')
  expect(await aVisitor(world).tries('community.edit', { name: 'Mine' })).toBe('not_logged_in')
  expect(await olga.tries('community.edit', { name: 'Mine' })).toBeNull()
})

test.each([
  ['an empty name', { name: '' }],
  ['a name that turns text around', { name: 'a\u202eb' }],
  ['a long description', { description: 'x'.repeat(501) }],
  ['a description with an escape', { description: '\u001b[31m' }],
  ['another kind of registration', { registration: 'maybe' }],
])('%s is bad input', async (_, changes) => {
  const world = await aParley()
  const olga = await aFounder(world)
  expect(await olga.tries('community.edit', changes)).toBe('bad_input')
})
