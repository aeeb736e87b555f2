import { expect, test } from 'bun:test'
import { aFounder, aGuestIn, aMember, aVisitor, endedIn, eventsOf, PASSWORD } from '../sessions/testing/visitor.ts'
import { aParley } from '../testing/parley.ts'

const ann = { userName: 'ann', password: PASSWORD }

test('whoever registers is logged in, has the id of the command, and is in the first room', async () => {
  const world = await aParley()
  await aFounder(world)
  const visitor = aVisitor(world)
  const id = Bun.randomUUIDv7()
  const outcome = await visitor.did('account.register', { ...ann, displayName: ' Ann  Lee ', id })
  expect(outcome).toMatchObject({ logId: id, subjectId: id, seq: 1 })
  expect((await visitor.reads('session.show', {})).me).toMatchObject({
    id,
    userName: 'ann',
    displayName: 'Ann Lee',
    role: 'member',
  })
  const { entries } = await visitor.reads('room.list', {})
  expect(entries.map(({ room, membership }) => [room.name, membership?.role])).toEqual([['general', 'member']])
  expect(eventsOf(world, id)).toEqual(['account.registered', 'room.joined'])
})

test('the language that one chose before is that of the account, also of a guest who becomes a member', async () => {
  const world = await aParley()
  const olga = await aFounder(world)
  const languageOf = async (one: ReturnType<typeof aVisitor>) => (await one.reads('session.show', {})).me.language
  const [visitor, other] = [aVisitor(world), aVisitor(world)]
  await visitor.did('account.register', { ...ann, language: 'ar' })
  await other.did('account.register', { ...ann, userName: 'bob' })
  expect([await languageOf(olga), await languageOf(visitor), await languageOf(other)]).toEqual(['auto', 'ar', 'auto'])
  const guest = await aGuestIn(world, 'lobby', 'Gil')
  await guest.did('account.register', { ...ann, userName: 'gil', language: 'ar' })
  expect(await languageOf(guest)).toBe('ar')
  const unknown = { ...ann, userName: 'eve', language: 'xx' }
  expect(await aVisitor(world).tries('account.register', unknown)).toBe('bad_input')
})

test('a first room that was closed is nobody’s first room', async () => {
  const world = await aParley()
  const olga = await aFounder(world)
  const { entries } = await olga.reads('room.list', {})
  await olga.did('room.close', { roomId: entries[0]?.room.id ?? '' })
  const visitor = await aMember(world, 'ann')
  expect((await visitor.reads('room.list', {})).entries).toEqual([])
})

test('before the community is founded nobody registers', async () => {
  const world = await aParley()
  expect(await aVisitor(world).tries('account.register', ann)).toBe('not_set_up')
  await aFounder(world)
  expect(await aVisitor(world).tries('account.register', ann)).toBeNull()
})

test.each(['ann', 'ANN', 'Аnn', 'a\u200dnn', 'ａnn'])(
  'a name that looks like one that is taken is taken: %s',
  async (userName) => {
    const world = await aParley()
    await aFounder(world)
    await aMember(world, 'ann')
    const visitor = aVisitor(world)
    expect(await visitor.tries('account.register', { userName, password: PASSWORD })).toMatch(
      /^(user_name_taken|bad_input)$/,
    )
    expect(visitor.cookies.size).toBe(0)
    expect(await visitor.tries('account.register', { userName: 'anna', password: PASSWORD })).toBeNull()
  },
)

test('of fifty who want one name at once, one gets it', async () => {
  const world = await aParley()
  await aFounder(world)
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      aVisitor(world, { peer: `10.0.0.${i}` }).tries('account.register', { ...ann, userName: i % 2 ? 'ann' : 'ANN' }),
    ),
  )
  expect(answers.filter((answer) => answer === null)).toHaveLength(1)
  expect(answers.filter((answer) => answer === 'user_name_taken')).toHaveLength(49)
})

test('where registration is closed only an invite lets in', async () => {
  const world = await aParley()
  const olga = await aFounder(world)
  await olga.did('community.edit', { registration: 'closed' })
  await olga.did('invite.create', {})
  const { invites } = await olga.reads('invite.list', {})
  const invite = invites[0]?.token ?? ''
  expect(await aVisitor(world).tries('account.register', ann)).toBe('registration_closed')
  expect(await aVisitor(world).tries('account.register', { ...ann, invite: '' })).toBe('registration_closed')
  expect(await aVisitor(world).tries('account.register', { ...ann, invite: 'A'.repeat(43) })).toBe('invite_not_found')
  expect(await aVisitor(world).tries('account.register', { ...ann, invite })).toBeNull()
})

test('fifty at once with an invite for three: three get in', async () => {
  const world = await aParley()
  const olga = await aFounder(world)
  await olga.did('community.edit', { registration: 'closed' })
  await olga.did('invite.create', { maxUses: 3 })
  const { invites } = await olga.reads('invite.list', {})
  const invite = invites[0]?.token ?? ''
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      aVisitor(world, { peer: `10.0.0.${i}` }).tries('account.register', {
        userName: `user${i}`,
        password: PASSWORD,
        invite,
      }),
    ),
  )
  expect(answers.filter((answer) => answer === null)).toHaveLength(3)
  expect(answers.filter((answer) => answer === 'invite_not_found')).toHaveLength(47)
  expect((await olga.reads('invite.list', {})).invites[0]?.uses).toBe(3)
  expect((await olga.reads('user.list-all', {})).users).toHaveLength(4)
})

test('a registration that fails does not use up its invite', async () => {
  const world = await aParley()
  const olga = await aFounder(world)
  await aMember(world, 'ann')
  await olga.did('invite.create', { maxUses: 1 })
  const { invites } = await olga.reads('invite.list', {})
  const invite = invites[0]?.token ?? ''
  expect(await aVisitor(world).tries('account.register', { ...ann, invite })).toBe('user_name_taken')
  expect(await aVisitor(world).tries('account.register', { ...ann, userName: 'bob', invite })).toBeNull()
})

test('the same request again logs in whoever has the password, and makes nobody else', async () => {
  const world = await aParley()
  const olga = await aFounder(world)
  const input = { ...ann, id: Bun.randomUUIDv7() }
  const first = await aVisitor(world).did('account.register', input)
  const again = aVisitor(world)
  expect(await again.did('account.register', input)).toEqual(first)
  expect((await again.reads('session.show', {})).me.id).toBe(first.subjectId)
  expect((await again.reads('session.list', {})).sessions).toHaveLength(2)
  const eve = aVisitor(world, { peer: '10.0.0.66' })
  expect(await eve.tries('account.register', { ...input, password: 'another good phrase' })).toBe('user_name_taken')
  expect(await eve.tries('account.register', { ...input, id: Bun.randomUUIDv7() })).toBe('user_name_taken')
  expect(eve.cookies.size).toBe(0)
  expect((await olga.reads('user.list-all', {})).users).toHaveLength(2)
})

test('ten of the same at once make one account, and those who are refused may try again', async () => {
  const world = await aParley()
  const olga = await aFounder(world)
  const input = { ...ann, id: Bun.randomUUIDv7() }
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) => aVisitor(world, { peer: `10.0.0.${i}` }).tries('account.register', input)),
  )
  expect(new Set(answers).difference(new Set([null, 'busy']))).toEqual(new Set())
  expect(await aVisitor(world, { peer: '10.0.1.1' }).tries('account.register', input)).toBeNull()
  expect((await olga.reads('user.list-all', {})).users).toHaveLength(2)
})

test('guessing a password by registering again is slowed down like logging in', async () => {
  const world = await aParley()
  await aFounder(world)
  const input = { ...ann, id: Bun.randomUUIDv7() }
  await aVisitor(world).did('account.register', input)
  const eve = aVisitor(world, { peer: '10.0.0.66' })
  const answers: (string | null)[] = []
  for (let i = 0; i < 8; i += 1) {
    answers.push(await eve.tries('account.register', { ...input, password: `a wrong phrase ${i}` }))
  }
  expect(answers).toContain('too_fast')
})

test('a guest who registers stays who he was, with a new token, and his rooms hear of it', async () => {
  const world = await aParley()
  await aFounder(world)
  const guest = await aGuestIn(world, 'harbour', 'Gil')
  const { subjectId: messageId } = await guest.did('message.post', { roomId: guest.roomId, body: 'hello' })
  const before = guest.cookies.get('parley') ?? ''
  const { subjectId } = await guest.did('account.register', { userName: 'gil', password: PASSWORD })
  expect(subjectId).toBe(guest.id)
  expect(guest.cookies.get('parley')).not.toBe(before)
  const { me } = await guest.reads('session.show', {})
  expect(me).toMatchObject({ id: guest.id, userName: 'gil', displayName: 'Gil', role: 'member' })
  const { messages } = await guest.reads('room.history', { roomId: guest.roomId })
  expect(messages.find((message) => message.id === messageId)?.authorId).toBe(guest.id)
  const { entries } = await guest.reads('room.list', {})
  expect(new Set(entries.map(({ room }) => room.name))).toEqual(new Set(['general', 'harbour']))
  expect(eventsOf(world, guest.roomId)).toContain('member.edited')
  const thief = aVisitor(world)
  thief.cookies.set('parley', before)
  expect(await thief.asks('session.show', {})).toBe('session_ended')
  expect(endedIn(world, guest.id)).toEqual([])
})

test('members have an account already', async () => {
  const world = await aParley()
  const olga = await aFounder(world)
  const bob = await aMember(world, 'bob')
  expect(await bob.tries('account.register', ann)).toBe('forbidden')
  expect(await olga.tries('account.register', ann)).toBe('forbidden')
  expect(await aVisitor(world).tries('account.register', ann)).toBeNull()
})

test('an id that names something else is no id for an account', async () => {
  const world = await aParley()
  const olga = await aFounder(world)
  expect(await aVisitor(world).tries('account.register', { ...ann, id: olga.id })).toBe('bad_input')
  expect(await aVisitor(world).tries('account.register', ann)).toBeNull()
})

test.each([
  ['bad_input', { userName: '' }],
  ['bad_input', { userName: 'a' }],
  ['bad_input', { userName: 'a'.repeat(33) }],
  ['bad_input', { userName: 'ann lee' }],
  ['bad_input', { userName: 'ann\u202e' }],
  ['bad_json', { userName: 'ann\0' }],
  ['bad_input', { userName: ['ann'] }],
  ['bad_input', { displayName: '' }],
  ['bad_input', { displayName: ' ' }],
  ['bad_input', { displayName: 'x'.repeat(65) }],
  ['bad_input', { displayName: 'x\u2067y' }],
  ['weak_password', { password: '' }],
  ['weak_password', { password: 'short' }],
  ['weak_password', { password: 'ann ann ann' }],
  ['weak_password', { password: 'x1y2'.repeat(300) }],
  ['bad_input', { password: 12345678 }],
  ['bad_input', { role: 'owner' }],
  ['bad_input', { id: 'x' }],
])('%s: %j', async (code, changes) => {
  const world = await aParley()
  await aFounder(world)
  expect(await aVisitor(world).tries('account.register', { ...ann, ...changes })).toBe(code)
})
