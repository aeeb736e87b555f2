import { expect, test } from 'bun:test'
import { aFounder, aGuestIn, aMember, aVisitor, eventsOf, PASSWORD } from '../sessions/testing/visitor.ts'
import { aParley } from '../testing/parley.ts'

const HOUR_MS = 3_600_000

async function aHarbour(guestRooms = true) {
  const world = await aParley()
  const olga = await aFounder(world, guestRooms)
  const { subjectId: roomId } = await olga.did('room.create', { name: 'harbour', kind: 'public', openToGuests: true })
  return { world, olga, roomId }
}

test('a room name and a display name, and one is talking', async () => {
  const { world, olga, roomId } = await aHarbour()
  const gil = aVisitor(world)
  const outcome = await gil.did('guest.enter', { roomName: '#Harbour', displayName: ' Gil ' })
  expect(outcome.subjectId).toBe(roomId)
  const { me } = await gil.reads('session.show', {})
  expect(me).toMatchObject({ userName: null, displayName: 'Gil', role: 'guest' })
  expect(outcome.logId).toBe(me.id)
  await gil.did('message.post', { roomId, body: 'ahoy' })
  const { messages, people } = await olga.reads('room.history', { roomId })
  expect(messages.at(-1)).toMatchObject({ body: 'ahoy', authorId: me.id })
  expect(people.find((person) => person.id === me.id)).toMatchObject({ displayName: 'Gil', role: 'guest' })
  expect(eventsOf(world, me.id)).toEqual(['guest.entered', 'room.joined'])
})

test('a room that is not there is made, public and open to guests, where the owner allows it', async () => {
  const { world, olga } = await aHarbour()
  const gil = await aGuestIn(world, 'Night Watch', 'Gil')
  const { entry } = await gil.reads('room.show', { roomId: gil.roomId })
  expect(entry.room).toMatchObject({ name: 'night-watch', kind: 'public', openToGuests: true, memberCount: 1 })
  const mia = await aGuestIn(world, 'night-watch', 'Mia')
  expect(mia.roomId).toBe(gil.roomId)
  await olga.did('community.edit', { guestRooms: false })
  expect(await aVisitor(world).tries('guest.enter', { roomName: 'another', displayName: 'Pim' })).toBe(
    'room_name_unavailable',
  )
  expect(await aVisitor(world).tries('guest.enter', { roomName: 'night-watch', displayName: 'Pim' })).toBeNull()
})

test('every room name that a guest cannot have gets one and the same answer', async () => {
  const { world, olga } = await aHarbour(false)
  const ann = await aMember(world, 'ann')
  await ann.did('room.create', { name: 'secret', kind: 'private' })
  await ann.did('room.create', { name: 'members', kind: 'public' }).catch(() => null)
  const { subjectId: renamed } = await ann.did('room.create', { name: 'former', kind: 'public', openToGuests: true })
  await ann.did('room.edit', { roomId: renamed, name: 'present', openToGuests: false })
  const { subjectId: closed } = await ann.did('room.create', { name: 'closed', kind: 'public', openToGuests: true })
  await olga.did('room.close', { roomId: closed })
  const answers: unknown[] = []
  for (const roomName of [
    'secret',
    'general',
    'former',
    'present',
    'closed',
    'admin',
    'unknown',
    crypto.randomUUID(),
    'Secret',
    '#secret',
  ]) {
    answers.push(await aVisitor(world).does('guest.enter', { roomName, displayName: 'Ann' }))
  }
  expect(answers[0]).toMatchObject({ status: 409, error: { code: 'room_name_unavailable' } })
  for (const answer of answers) expect(answer).toEqual(answers[0])
})

test('a former name leads a guest to its room under its new name, also one who is there, and never makes another', async () => {
  const { world } = await aHarbour()
  const ann = await aMember(world, 'ann')
  const { subjectId: roomId } = await ann.did('room.create', { name: 'former', kind: 'public', openToGuests: true })
  const before = await aGuestIn(world, 'former', 'Gil')
  await ann.did('room.edit', { roomId, name: 'present' })
  const after = await aGuestIn(world, 'former', 'Mia')
  expect([before.roomId, after.roomId]).toEqual([roomId, roomId])
  expect((await before.did('guest.enter', { roomName: 'former', displayName: 'Gil' })).subjectId).toBe(roomId)
  const { entry } = await after.reads('room.show', { roomId })
  expect(entry.room).toMatchObject({ name: 'present', memberCount: 3 })
  // A name that is free again for nobody does not meet the names of another room either.
  expect(await aVisitor(world).tries('guest.enter', { roomName: 'former', displayName: 'Gil' })).toBe(
    'display_name_taken',
  )
})

test.each(['Ann', 'ANN', 'Аnn', 'A n n', 'Ａnn', 'Ann\u200d', 'Annabel Lee', 'annabel', 'Gil', 'G1L'])(
  'a name that somebody there bears, or that looks like it, is refused with another that is free: %s',
  async (displayName) => {
    const { world } = await aHarbour()
    const ann = await aMember(world, 'ann')
    const bel = await aMember(world, 'annabel')
    await bel.did('profile.edit', { displayName: 'Annabel Lee' })
    await ann.did('profile.edit', { displayName: 'Captain' })
    await aGuestIn(world, 'harbour', 'Gil')
    const { error } = await aVisitor(world).does('guest.enter', { roomName: 'harbour', displayName })
    expect(error?.code).toBe('display_name_taken')
    const suggestion = error?.suggestion ?? ''
    expect(suggestion).toEndWith(' 2')
    expect(await aVisitor(world).tries('guest.enter', { roomName: 'harbour', displayName: suggestion })).toBeNull()
  },
)

test('the suggestion is not longer than a name may be, and skips those that are taken', async () => {
  const { world } = await aHarbour()
  const long = 'x'.repeat(64)
  await aGuestIn(world, 'harbour', long)
  const first = await aVisitor(world).does('guest.enter', { roomName: 'harbour', displayName: long })
  expect(first.error?.suggestion).toBe(`${'x'.repeat(62)} 2`)
  await aGuestIn(world, 'harbour', first.error?.suggestion ?? '')
  const second = await aVisitor(world).does('guest.enter', { roomName: 'harbour', displayName: long })
  expect(second.error?.suggestion).toBe(`${'x'.repeat(62)} 3`)
})

test('guests of one name may be in two rooms, but not meet', async () => {
  const { world } = await aHarbour()
  const one = await aGuestIn(world, 'harbour', 'Gil')
  const other = await aGuestIn(world, 'lighthouse', 'Gil')
  expect(await other.tries('guest.enter', { roomName: 'harbour', displayName: 'Gil' })).toBe('display_name_taken')
  expect(await one.tries('guest.enter', { roomName: 'pier', displayName: 'Gil' })).toBeNull()
})

test('of fifty who want one name at once, one gets it', async () => {
  const { world, olga } = await aHarbour()
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      aVisitor(world, { peer: `10.0.0.${i}` }).tries('guest.enter', {
        roomName: 'harbour',
        displayName: i % 2 ? 'Gil' : 'GIL',
      }),
    ),
  )
  expect(answers.filter((answer) => answer === null)).toHaveLength(1)
  expect(answers.filter((answer) => answer === 'display_name_taken')).toHaveLength(49)
  expect((await olga.reads('guest.list', {})).guests).toHaveLength(1)
})

test('a guest enters more rooms as the same person, under the same name alone', async () => {
  const { world, roomId } = await aHarbour()
  const gil = await aGuestIn(world, 'lighthouse', 'Gil')
  const cookie = gil.cookies.get('parley')
  expect(await gil.tries('guest.enter', { roomName: 'harbour', displayName: 'Mia' })).toBe('bad_input')
  expect((await gil.did('guest.enter', { roomName: 'harbour', displayName: 'gil' })).subjectId).toBe(roomId)
  expect((await gil.did('guest.enter', { roomName: 'harbour', displayName: 'Gil' })).subjectId).toBe(roomId)
  expect(gil.cookies.get('parley')).toBe(cookie ?? '')
  const { entries } = await gil.reads('room.list', {})
  expect(new Set(entries.map(({ room }) => room.name))).toEqual(new Set(['harbour', 'lighthouse']))
  expect((await gil.reads('session.show', {})).me.id).toBe(gil.id)
})

test('a guest sees the rooms that he entered and nothing else', async () => {
  const { world, olga, roomId } = await aHarbour()
  const { entries } = await olga.reads('room.list', {})
  const general = entries.find(({ room }) => room.name === 'general')?.room.id ?? ''
  const gil = await aGuestIn(world, 'lighthouse', 'Gil')
  for (const id of [roomId, general]) {
    expect(await gil.asks('room.show', { roomId: id })).toBe('room_not_found')
    expect(await gil.asks('room.history', { roomId: id })).toBe('room_not_found')
    expect(await gil.tries('room.join', { roomId: id })).not.toBeNull()
    expect(await gil.tries('message.post', { roomId: id, body: 'x' })).toBe('room_not_found')
  }
  expect(await gil.asks('room.history', { roomId: gil.roomId })).toBeNull()
})

test('the same request again comes back as the same guest', async () => {
  const { world, olga } = await aHarbour()
  const input = { roomName: 'harbour', displayName: 'Gil', id: Bun.randomUUIDv7() }
  const lost = aVisitor(world)
  const first = await lost.did('guest.enter', input)
  const again = aVisitor(world)
  expect(await again.did('guest.enter', input)).toEqual(first)
  const { me } = await again.reads('session.show', {})
  expect(me.id).toBe((await lost.reads('session.show', {})).me.id)
  expect(me.id).not.toBe(input.id)
  expect(await aVisitor(world).tries('guest.enter', { ...input, id: Bun.randomUUIDv7() })).toBe('display_name_taken')
  expect((await olga.reads('guest.list', {})).guests).toHaveLength(1)
})

test('ten new guests and three new guest rooms an hour from one address', async () => {
  const { world } = await aHarbour()
  const enter = (roomName: string, displayName: string, peer = '10.0.0.9') =>
    aVisitor(world, { peer }).tries('guest.enter', { roomName, displayName })
  for (const i of [1, 2, 3]) expect(await enter(`pier-${i}`, `Gil ${i}`)).toBeNull()
  expect(await enter('pier-4', 'Gil 4')).toBe('too_fast')
  for (const i of [5, 6, 7, 8, 9, 10, 11]) expect(await enter('harbour', `Pim ${i}x`)).toBeNull()
  expect(await enter('harbour', 'Pim 12x')).toBe('too_fast')
  expect(await enter('harbour', 'Pim 12x', '10.0.0.10')).toBeNull()
  for (let i = 1; i <= 10; i += 1) expect(await enter('harbour', `Mia ${i}x`, `2001:db8::${i}`)).toBeNull()
  expect(await enter('harbour', 'Mia 11x', '2001:db8::11')).toBe('too_fast')
  world.clock.now += HOUR_MS + 1
  expect(await enter('pier-4', 'Gil 4')).toBeNull()
})

test('a name that is taken costs no turn', async () => {
  const { world } = await aHarbour()
  await aGuestIn(world, 'harbour', 'Gil')
  const enter = (displayName: string) =>
    aVisitor(world, { peer: '10.0.0.9' }).tries('guest.enter', { roomName: 'harbour', displayName })
  for (let i = 0; i < 12; i += 1) expect(await enter('Gil')).toBe('display_name_taken')
  expect(await enter('Mia')).toBeNull()
})

test('members go by the door of members, and before the community is founded nobody enters', async () => {
  const { world, olga } = await aHarbour()
  const ann = await aMember(world, 'ann')
  const input = { roomName: 'harbour', displayName: 'Gil' }
  expect(await ann.tries('guest.enter', input)).toBe('forbidden')
  expect(await olga.tries('guest.enter', input)).toBe('forbidden')
  expect(await aVisitor(world).tries('guest.enter', input)).toBeNull()
  expect(await aVisitor(await aParley()).tries('guest.enter', input)).toBe('not_set_up')
})

test('a member who was a guest keeps the room that he made', async () => {
  const { world } = await aHarbour()
  const gil = await aGuestIn(world, 'lighthouse', 'Gil')
  await gil.did('account.register', { userName: 'gil', password: PASSWORD })
  expect(await gil.tries('room.edit', { roomId: gil.roomId, description: 'Mine.' })).toBeNull()
})

test.each([
  ['bad_input', { displayName: '' }],
  ['bad_input', { displayName: ' \u200b ' }],
  ['bad_input', { displayName: 'x'.repeat(65) }],
  ['bad_input', { displayName: 'a\u202eb' }],
  ['bad_json', { displayName: 'a\0b' }],
  ['bad_input', { displayName: ['Gil'] }],
  ['bad_input', { roomName: '' }],
  ['bad_input', { roomName: '###' }],
  ['bad_input', { roomName: 'x'.repeat(65) }],
  ['bad_input', { roomName: '<script>' }],
  ['bad_input', { roomName: 'a\u202eb' }],
  ['bad_json', { roomName: 'a\0b' }],
  ['bad_input', { userId: crypto.randomUUID() }],
])('%s: %j', async (code, changes) => {
  const { world, olga } = await aHarbour()
  const visitor = aVisitor(world)
  expect(await visitor.tries('guest.enter', { roomName: 'harbour', displayName: 'Gil', ...changes })).toBe(code)
  expect(visitor.cookies.size).toBe(0)
  expect((await olga.reads('guest.list', {})).guests).toEqual([])
})
