import { expect, test } from 'bun:test'
import { createUser } from '../accounts/create-user.ts'
import { Passwords } from '../accounts/password.ts'
import { aFounder, aGuestIn, aMember, aVisitor, endedIn, eventsOf, PASSWORD } from '../sessions/testing/visitor.ts'
import { aParley } from '../testing/parley.ts'

async function annAndBob() {
  const world = await aParley()
  const olga = await aFounder(world)
  const ann = await aMember(world, 'ann')
  const bob = await aMember(world, 'bob')
  return { world, olga, ann, bob }
}

test('a deactivated member is out at once, is gone for others, and cannot log in', async () => {
  const { world, olga, ann, bob } = await annAndBob()
  const { sessionId } = await bob.reads('session.show', {})
  const { entries } = await ann.reads('room.list', {})
  const roomId = entries[0]?.room.id ?? ''
  await olga.did('user.deactivate', { userId: bob.id })
  expect(endedIn(world, bob.id)).toEqual([sessionId])
  expect(await bob.asks('session.show', {})).toBe('session_ended')
  expect(await aVisitor(world).tries('session.log-in', { userName: 'bob', password: PASSWORD })).toBe('log_in_failed')
  expect((await ann.reads('user.list', {})).people.map((person) => person.userName)).toEqual(['ann', 'olga'])
  expect(await ann.reads('user.show', { userId: bob.id })).toMatchObject({ role: 'gone', userName: 'bob' })
  expect(eventsOf(world, roomId).at(-1)).toBe('member.edited')
  const { members } = await ann.reads('room.members', { roomId })
  expect(members.map((member) => member.userId)).toContain(bob.id)
})

test('a reactivated member logs in again and is still in his rooms', async () => {
  const { world, olga, bob } = await annAndBob()
  await olga.did('user.deactivate', { userId: bob.id })
  await olga.did('user.reactivate', { userId: bob.id })
  const browser = aVisitor(world)
  await browser.did('session.log-in', { userName: 'bob', password: PASSWORD })
  expect((await browser.reads('room.list', {})).entries).toHaveLength(1)
  expect(await bob.asks('session.show', {})).toBe('session_ended')
})

test('what is already so appends nothing', async () => {
  const { world, olga, bob } = await annAndBob()
  await olga.did('user.reactivate', { userId: bob.id })
  await olga.did('user.deactivate', { userId: bob.id })
  await olga.did('user.deactivate', { userId: bob.id })
  expect(eventsOf(world, bob.id).filter((type) => type.startsWith('user.'))).toEqual(['user.deactivated'])
})

test('the last owner stays; of two at once one stays', async () => {
  const { world, olga } = await annAndBob()
  expect(await olga.tries('user.deactivate', { userId: olga.id })).toBe('last_owner')
  const passwords = new Passwords({ queue: 1, hash: async (password) => `cheap:${Bun.hash(password)}` })
  const otto = await createUser(passwords, { userName: 'otto', password: PASSWORD, isOwner: true, guestRooms: false })
  const ottoId = (await world.parley.lane.chore('user.create', otto))?.subjectId ?? ''
  const browser = aVisitor(world)
  await browser.did('session.log-in', { userName: 'otto', password: PASSWORD })
  const answers = await Promise.all([
    olga.tries('user.deactivate', { userId: ottoId }),
    browser.tries('user.deactivate', { userId: olga.id }),
  ])
  expect(answers.filter((answer) => answer === null)).toHaveLength(1)
})

test('owners alone deactivate and see all; a guest is no member', async () => {
  const { world, olga, ann, bob } = await annAndBob()
  const guest = await aGuestIn(world, 'harbour', 'Gil')
  for (const person of [ann, guest]) {
    expect(await person.tries('user.deactivate', { userId: bob.id })).toBe('forbidden')
    expect(await person.tries('user.reactivate', { userId: bob.id })).toBe('forbidden')
    expect(await person.asks('user.list-all', {})).toBe('forbidden')
  }
  expect(await aVisitor(world).tries('user.deactivate', { userId: bob.id })).toBe('not_logged_in')
  expect(await olga.tries('user.deactivate', { userId: guest.id })).toBe('user_not_found')
  expect(await olga.tries('user.deactivate', { userId: crypto.randomUUID() })).toBe('user_not_found')
  expect(await olga.tries('user.deactivate', { userId: bob.id })).toBeNull()
  const { users } = await olga.reads('user.list-all', {})
  expect(users.map(({ userName, role, isDeactivated }) => [userName, role, isDeactivated])).toEqual([
    ['ann', 'member', false],
    ['bob', 'member', true],
    ['olga', 'owner', false],
  ])
})

test('members are found by any part of either name, and wildcards mean themselves', async () => {
  const { ann, bob } = await annAndBob()
  await bob.did('profile.edit', { displayName: 'Robert 100% _x_' })
  const found = async (search: string) => (await ann.reads('user.list', { search })).people.map((one) => one.userName)
  expect(await found('OBE')).toEqual(['bob'])
  expect(await found('@bo')).toEqual(['bob'])
  expect(await found('%')).toEqual(['bob'])
  expect(await found('_')).toEqual(['bob'])
  expect(await found('\\')).toEqual([])
  expect(await found("' or 1=1 --")).toEqual([])
  expect(await found('  ')).toHaveLength(3)
})

test.each([
  ['Ärger mit Möwen', 'ÄRGER'],
  ['Привет Тарасова', 'ПРИВЕТ'],
  ['ANNA WEISS', 'weiß'],
  ['Σοφός', 'ΣΟΦΌΣ'],
])('“%s” is found by “%s”, whatever the script', async (displayName, search) => {
  const { ann, bob } = await annAndBob()
  await bob.did('profile.edit', { displayName })
  const found = async () => (await ann.reads('user.list', { search })).people.map((one) => one.displayName)
  expect(await found()).toEqual([displayName])
  await bob.did('profile.edit', { displayName: 'Bob' })
  expect(await found()).toEqual([])
})

test('pages of the contact list hold everyone once, whatever the names', async () => {
  const { world, olga, ann } = await annAndBob()
  const passwords = new Passwords({ queue: 300, hash: async () => 'cheap:0' })
  const make = async (i: number) => {
    const displayName = i % 3 === 0 ? 'Same Name' : `Name ${i % 7} É`
    const user = { userName: `person-${i}`, displayName, password: PASSWORD, isOwner: false, guestRooms: false }
    await world.parley.lane.chore('user.create', await createUser(passwords, user))
  }
  await Promise.all(Array.from({ length: 205 }, (_, i) => make(i)))
  const ids: string[] = []
  let after: string | null = null
  do {
    const page: { people: { id: string }[]; next: string | null } = await ann.reads('user.list', after ? { after } : {})
    ids.push(...page.people.map((person) => person.id))
    after = page.next
  } while (after !== null)
  const all = (await olga.reads('user.list-all', {})).users.map((user) => user.id)
  expect(ids).toHaveLength(all.length)
  expect(new Set(ids)).toEqual(new Set(all))
})

test('one member is shown by id or by name, to members alone', async () => {
  const { world, ann, bob } = await annAndBob()
  const guest = await aGuestIn(world, 'harbour', 'Gil')
  const shown = await ann.reads('user.show', { userId: bob.id })
  expect(Object.keys(shown).toSorted()).toEqual(
    [
      ...['bio', 'createdAt', 'displayName', 'id', 'lastSeenAt', 'role', 'timeZone', 'userName'],
      ...['statusEmoji', 'statusText', 'statusUntil'],
    ].toSorted(),
  )
  expect(await ann.reads('user.show', { userName: 'BOB' })).toEqual(shown)
  expect(await ann.asks('user.show', { userName: 'nobody' })).toBe('user_not_found')
  expect(await ann.asks('user.show', { userId: crypto.randomUUID() })).toBe('user_not_found')
  expect(await ann.asks('user.show', { userId: guest.id })).toBe('user_not_found')
  expect(await ann.asks('user.show', { userId: bob.id, userName: 'ann' })).toBe('bad_input')
  expect(await ann.asks('user.show', {})).toBe('bad_input')
  expect(await guest.asks('user.show', { userId: bob.id })).toBe('forbidden')
  expect(await guest.asks('user.list', {})).toBe('forbidden')
  expect(await aVisitor(world).asks('user.list', {})).toBe('not_logged_in')
})

test.each([{ search: 'x'.repeat(101) }, { after: 'x'.repeat(201) }, { after: 'x' }])(
  '%j is bad input',
  async (input) => {
    const { ann } = await annAndBob()
    expect(await ann.asks('user.list', input)).toBe('bad_input')
  },
)

test('an owner makes a second owner, who may all that he may; the last one stays', async () => {
  const { world, olga, ann, bob } = await annAndBob()
  expect(await ann.tries('user.set-role', { userId: ann.id, role: 'owner' })).toBe('forbidden')
  await olga.did('user.set-role', { userId: ann.id, role: 'owner' })
  expect((await ann.reads('session.show', {})).me.role).toBe('owner')
  expect(eventsOf(world, ann.id).at(-1)).toBe('user.role-set')
  await ann.did('user.set-role', { userId: olga.id, role: 'member' })
  expect(await olga.tries('user.set-role', { userId: bob.id, role: 'owner' })).toBe('forbidden')
  expect(await ann.tries('user.set-role', { userId: ann.id, role: 'member' })).toBe('last_owner')
  expect(await ann.tries('user.set-role', { userId: crypto.randomUUID(), role: 'owner' })).toBe('user_not_found')
})
