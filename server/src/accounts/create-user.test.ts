import { expect, test } from 'bun:test'
import { aFounder, aMember, aVisitor, endedIn, PASSWORD } from '../sessions/testing/visitor.ts'
import { aParley, type TestParley } from '../testing/parley.ts'
import { createUser, type NewUser } from './create-user.ts'
import { Passwords } from './password.ts'
import { resetPassword } from './reset-password.ts'

const passwords = new Passwords({
  queue: 10,
  hash: async (password) => `cheap:${Bun.hash(password)}`,
  verify: async () => true,
})
const olga: NewUser = { userName: 'olga', password: PASSWORD, isOwner: true, guestRooms: false }

async function make(world: TestParley, user: NewUser) {
  return world.parley.lane.chore('user.create', await createUser(passwords, user))
}

const refused = (code: string) => expect.objectContaining({ code })

test('the first owner of the command line founds the community', async () => {
  const world = await aParley()
  await make(world, { ...olga, displayName: 'Olga', communityName: 'Tideline' })
  const browser = aVisitor(world)
  await browser.did('session.log-in', { userName: 'olga', password: PASSWORD })
  const { me, community } = await browser.reads('session.show', {})
  expect(me).toMatchObject({ role: 'owner', displayName: 'Olga' })
  expect(community).toMatchObject({ name: 'Tideline', isSetUp: true, guestRooms: false })
  expect((await browser.reads('room.list', {})).entries.map(({ room }) => room.name)).toEqual(['general'])
})

test('later ones join what is there', async () => {
  const world = await aParley()
  const browser = await aFounder(world)
  await make(world, { ...olga, userName: 'bob', isOwner: false })
  await make(world, { ...olga, userName: 'eve' })
  const { users } = await browser.reads('user.list-all', {})
  expect(users.map((user) => [user.userName, user.role])).toEqual([
    ['bob', 'member'],
    ['eve', 'owner'],
    ['olga', 'owner'],
  ])
  expect((await browser.reads('community.show', {})).name).toBe('Tideline')
  expect((await browser.reads('room.list', {})).entries[0]?.room.memberCount).toBe(3)
})

test('somebody who is no owner cannot be the first', async () => {
  const world = await aParley()
  await expect(make(world, { ...olga, isOwner: false })).rejects.toThrow(refused('not_set_up'))
  expect(await make(world, olga)).toMatchObject({ seq: 1 })
})

test('names and passwords obey the rules of registering', async () => {
  const world = await aParley()
  await make(world, olga)
  await expect(make(world, { ...olga, userName: 'OLGA' })).rejects.toThrow(refused('user_name_taken'))
  await expect(make(world, { ...olga, userName: 'a b' })).rejects.toThrow(refused('bad_input'))
  await expect(make(world, { ...olga, userName: 'eve', displayName: '\u202e' })).rejects.toThrow(refused('bad_input'))
  await expect(make(world, { ...olga, userName: 'eve', password: 'password' })).rejects.toThrow(
    refused('weak_password'),
  )
})

test('a password that is reset ends all sessions and logs in', async () => {
  const world = await aParley()
  await aFounder(world)
  const ann = await aMember(world, 'ann')
  const { sessionId } = await ann.reads('session.show', {})
  await world.parley.lane.chore('user.password', await resetPassword(passwords, ' ANN ', 'another good phrase'))
  expect(await ann.asks('session.show', {})).toBe('session_ended')
  expect(endedIn(world, ann.id)).toEqual([sessionId])
  const browser = aVisitor(world)
  expect(await browser.tries('session.log-in', { userName: 'ann', password: PASSWORD })).toBe('log_in_failed')
  expect(await browser.tries('session.log-in', { userName: 'ann', password: 'another good phrase' })).toBeNull()
})

test('nobody’s password can be reset', async () => {
  const world = await aParley()
  await aFounder(world)
  const chore = await resetPassword(passwords, 'nobody-here', 'another good phrase')
  await expect(world.parley.lane.chore('user.password', chore)).rejects.toThrow(refused('user_not_found'))
  await expect(resetPassword(passwords, 'olga', 'olga')).rejects.toThrow(refused('weak_password'))
})
