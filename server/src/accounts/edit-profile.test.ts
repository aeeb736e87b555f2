import { expect, test } from 'bun:test'
import { aFounder, aGuestIn, aMember, aVisitor, eventsOf } from '../sessions/testing/visitor.ts'
import { clearStatuses } from './clear-statuses.ts'
import { aParley } from '../testing/parley.ts'

async function annAtHome() {
  const world = await aParley()
  const olga = await aFounder(world)
  const ann = await aMember(world, 'ann')
  const { entries } = await ann.reads('room.list', {})
  return { world, olga, ann, roomId: entries[0]?.room.id ?? '' }
}

test('what is given changes, the rest stays', async () => {
  const { ann, olga } = await annAtHome()
  await ann.did('profile.edit', { displayName: ' Ann  Lee', bio: 'Sails.\r\nSings.' })
  await ann.did('profile.edit', { statusText: 'at\nlunch', timeZone: 'europe/oslo' })
  expect(await olga.reads('user.show', { userName: 'ann' })).toMatchObject({
    displayName: 'Ann Lee',
    bio: 'Sails.\nSings.',
    statusText: 'at lunch',
    timeZone: 'Europe/Oslo',
  })
  await ann.did('profile.edit', { bio: '', statusText: '' })
  expect(await olga.reads('user.show', { userName: 'ann' })).toMatchObject({ bio: '', statusText: '' })
})

test('one’s rooms hear of a name or a status, and of nothing else', async () => {
  const { world, ann, roomId } = await annAtHome()
  await ann.did('profile.edit', { displayName: 'Ann Lee' })
  await ann.did('profile.edit', { statusText: 'away' })
  await ann.did('profile.edit', { bio: 'Sails.', timeZone: 'Asia/Tokyo' })
  expect(eventsOf(world, roomId).filter((type) => type === 'member.edited')).toHaveLength(2)
  expect(eventsOf(world, ann.id).filter((type) => type === 'profile.edited')).toHaveLength(3)
})

test('what is already so appends nothing', async () => {
  const { world, ann } = await annAtHome()
  await ann.did('profile.edit', { displayName: 'ann', bio: '', statusText: '', timeZone: 'UTC' })
  await ann.did('profile.edit', {})
  expect(eventsOf(world, ann.id)).not.toContain('profile.edited')
})

test('with which key one sends is known to oneself on all devices, and to nobody else', async () => {
  const { world, ann, olga, roomId } = await annAtHome()
  expect((await ann.reads('session.show', {})).me.sendsWith).toBe('enter')
  await ann.did('profile.edit', { sendsWith: 'ctrl-enter' })
  await ann.did('profile.edit', { bio: 'Sails.' })
  expect((await ann.reads('session.show', {})).me.sendsWith).toBe('ctrl-enter')
  const told = world.published.flatMap(({ events }) => events.map(({ event }) => event))
  expect(told.findLast(({ type }) => type === 'profile.edited')).toMatchObject({ me: { sendsWith: 'ctrl-enter' } })
  expect(eventsOf(world, roomId)).not.toContain('member.edited')
  expect(JSON.stringify(await olga.reads('user.show', { userName: 'ann' }))).not.toContain('ctrl-enter')
  expect((await olga.reads('session.show', {})).me.sendsWith).toBe('enter')
})

test('a key that nobody has is refused, and the one that was chosen stays', async () => {
  const { ann } = await annAtHome()
  await ann.did('profile.edit', { sendsWith: 'ctrl-enter' })
  for (const sendsWith of ['', 'shift-enter', 'Enter', '__proto__']) {
    expect(await ann.tries('profile.edit', { sendsWith: sendsWith as 'enter' })).toBe('bad_input')
  }
  expect((await ann.reads('session.show', {})).me.sendsWith).toBe('ctrl-enter')
})

test('guests have no profile', async () => {
  const { world, ann } = await annAtHome()
  const guest = await aGuestIn(world, 'harbour', 'Gil')
  expect(await guest.tries('profile.edit', { displayName: 'Olga' })).toBe('forbidden')
  expect(await aVisitor(world).tries('profile.edit', { displayName: 'Olga' })).toBe('not_logged_in')
  expect(await ann.tries('profile.edit', { displayName: 'Olga' })).toBeNull()
})

test('a status has an emoji and an end; another status does not end when the former one would have', async () => {
  const { world, ann, olga } = await annAtHome()
  await ann.did('profile.edit', { statusEmoji: '🍵', statusText: 'tea', statusFor: '30min' })
  const until = new Date(world.clock.now + 30 * 60_000).toISOString()
  expect(await olga.reads('user.show', { userName: 'ann' })).toMatchObject({
    statusEmoji: '🍵',
    statusText: 'tea',
    statusUntil: until,
  })
  await ann.did('profile.edit', { bio: 'Sails.' })
  expect(await olga.reads('user.show', { userName: 'ann' })).toMatchObject({ statusUntil: until })
  await ann.did('profile.edit', { statusText: 'coffee' })
  expect(await olga.reads('user.show', { userName: 'ann' })).toMatchObject({ statusEmoji: '🍵', statusUntil: null })
})

test('what lasted long enough is cleared, and one’s rooms hear of it', async () => {
  const { world, ann, olga, roomId } = await annAtHome()
  await ann.did('profile.edit', { statusEmoji: '🍵', statusFor: '30min', availability: 'dnd', availabilityFor: '1h' })
  const clear = () =>
    world.parley.lane.chore('clear', async (tx) => {
      await clearStatuses(tx)
      return null
    })
  world.clock.now += 30 * 60_000 - 1
  await clear()
  expect(await olga.reads('user.show', { userName: 'ann' })).toMatchObject({ statusEmoji: '🍵' })
  world.clock.now += 1
  await clear()
  expect(await olga.reads('user.show', { userName: 'ann' })).toMatchObject({ statusEmoji: '', statusUntil: null })
  expect(eventsOf(world, roomId).filter((type) => type === 'member.edited')).toHaveLength(2)
  expect((await ann.reads('session.show', {})).me.availability).toBe('dnd')
  world.clock.now += 30 * 60_000
  await clear()
  expect((await ann.reads('session.show', {})).me).toMatchObject({ availability: 'auto', availabilityUntil: null })
  expect(eventsOf(world, ann.id).filter((type) => type === 'profile.edited')).toHaveLength(3)
})

test('what one is by choice and whether one tells when one was here concern no room', async () => {
  const { world, ann, roomId } = await annAtHome()
  await ann.did('profile.edit', { availability: 'away', showsLastSeen: true })
  expect(eventsOf(world, roomId)).not.toContain('member.edited')
  expect((await ann.reads('session.show', {})).me).toMatchObject({ availability: 'away', showsLastSeen: true })
})

test('when one was here is told only by who wants it', async () => {
  const { ann, olga } = await annAtHome()
  expect((await olga.reads('user.show', { userName: 'ann' })).lastSeenAt).toBeNull()
  await ann.did('profile.edit', { showsLastSeen: true })
  expect((await olga.reads('user.show', { userName: 'ann' })).lastSeenAt).not.toBeNull()
  await ann.did('profile.edit', { showsLastSeen: false })
  expect((await olga.reads('user.show', { userName: 'ann' })).lastSeenAt).toBeNull()
})

test.each([
  ['bad_input', { statusEmoji: 'tea' }],
  ['bad_input', { statusEmoji: '🍵🍵' }],
  ['bad_input', { statusFor: 'ever' }],
  ['bad_input', { availability: 'gone' }],
  ['bad_input', { displayName: '' }],
  ['bad_input', { displayName: '\u200b' }],
  ['bad_input', { displayName: 'x'.repeat(65) }],
  ['bad_input', { displayName: 'a\u202eb' }],
  ['bad_json', { displayName: 'a\0b' }],
  ['bad_input', { bio: 'x'.repeat(1_001) }],
  ['bad_input', { bio: 'a\u0007' }],
  ['bad_json', { bio: 'a\0b' }],
  ['bad_input', { statusText: 'x'.repeat(101) }],
  ['bad_input', { statusText: 'a\u2066b' }],
  ['bad_input', { timeZone: '' }],
  ['bad_input', { timeZone: 'Mars/Olympus' }],
  ['bad_input', { timeZone: 'x'.repeat(65) }],
  ['bad_input', { userName: 'olga' }],
  ['bad_input', { role: 'owner' }],
  ['bad_input', { bio: { $ne: '' } }],
])('%s: %j', async (code, changes) => {
  const { world, ann } = await annAtHome()
  expect(await ann.tries('profile.edit', changes)).toBe(code)
  expect(eventsOf(world, ann.id)).not.toContain('profile.edited')
})
