import { expect, test } from 'bun:test'
import { aParley } from '../testing/parley.ts'
import { aVisitor, eventsOf, PASSWORD } from '../sessions/testing/visitor.ts'

function founding(world: { setUpCode: string }, changes: object = {}) {
  return {
    code: world.setUpCode,
    communityName: 'Tideline',
    userName: 'olga',
    password: PASSWORD,
    guestRooms: true,
    ...changes,
  }
}

test('the first visitor becomes the owner, names the community and is in its first room', async () => {
  const world = await aParley()
  const olga = aVisitor(world)
  expect(await olga.reads('community.show', {})).toMatchObject({ isSetUp: false })
  const { subjectId } = await olga.did('community.found', founding(world, { displayName: 'Olga Á' }))
  const { me, community } = await olga.reads('session.show', {})
  expect(me).toMatchObject({ id: subjectId, userName: 'olga', displayName: 'Olga Á', role: 'owner' })
  expect(community).toEqual({
    name: 'Tideline',
    description: '',
    isSetUp: true,
    registration: 'open',
    guestRooms: true,
    editHistory: 'room',
  })
  const { entries } = await olga.reads('room.list', {})
  expect(entries.map(({ room }) => room.name)).toEqual(['general'])
  expect(entries[0]?.membership?.role).toBe('owner')
  expect(eventsOf(world, subjectId)).toEqual(['community.founded', 'room.joined'])
})

test('who has not the code founds nothing, and who has it does', async () => {
  const world = await aParley()
  const eve = aVisitor(world, { peer: '10.0.0.2' })
  expect(await eve.tries('community.found', founding(world, { code: 'WRNG-CODE-HERE' }))).toBe('wrong_set_up_code')
  expect(await eve.tries('community.found', founding(world, { code: '' }))).toBe('wrong_set_up_code')
  expect(await eve.reads('community.show', {})).toMatchObject({ isSetUp: false })
  expect(eve.cookies.size).toBe(0)
  const olga = aVisitor(world)
  expect(await olga.tries('community.found', founding(world, { code: world.setUpCode.toLowerCase() }))).toBeNull()
})

test('whoever guesses codes is slowed down', async () => {
  const world = await aParley()
  const eve = aVisitor(world)
  const answers: (string | null)[] = []
  for (let i = 0; i < 8; i += 1)
    answers.push(await eve.tries('community.found', founding(world, { code: `guess ${i}` })))
  expect(answers).toContain('too_fast')
})

test('a hundred at once make one owner', async () => {
  const world = await aParley()
  const visitors = Array.from({ length: 100 }, (_, i) => aVisitor(world, { peer: `10.0.0.${i}` }))
  const answers = await Promise.all(
    visitors.map((visitor, i) => visitor.tries('community.found', founding(world, { userName: `owner${i}` }))),
  )
  const winners = answers.flatMap((answer, i) => (answer === null ? [i] : []))
  expect(winners).toHaveLength(1)
  expect(answers.filter((answer) => answer === 'already_set_up')).toHaveLength(99)
  const { users } = await visitors[winners[0] ?? 0]!.reads('user.list-all', {})
  expect(users.map((user) => user.role)).toEqual(['owner'])
})

test('the same request again logs in, but only with the right password', async () => {
  const world = await aParley()
  const input = { ...founding(world), id: Bun.randomUUIDv7() }
  const first = await aVisitor(world).did('community.found', input)
  const again = aVisitor(world)
  expect(await again.did('community.found', input)).toEqual(first)
  expect((await again.reads('session.show', {})).me.id).toBe(first.subjectId)
  const eve = aVisitor(world, { peer: '10.0.0.2' })
  expect(await eve.tries('community.found', { ...input, password: 'another good phrase' })).toBe('already_set_up')
  expect(await eve.tries('community.found', { ...input, id: Bun.randomUUIDv7() })).toBe('already_set_up')
  expect(eve.cookies.size).toBe(0)
})

test.each([
  ['no name of the community', { communityName: '' }],
  ['a name of the community that nobody sees', { communityName: '\u200b' }],
  ['a name of the community that turns text around', { communityName: 'x\u202ey' }],
  ['a name of the community that is too long', { communityName: 'x'.repeat(65) }],
  ['U+0000', { communityName: 'x\0' }],
  ['a user name with markup', { userName: '<b>olga</b>' }],
  ['a number for a name', { userName: 7 }],
  ['no word on guest rooms', { guestRooms: undefined }],
  ['a key that is not known', { role: 'owner' }],
])('%s is bad input, and nothing is founded', async (_, changes) => {
  const world = await aParley()
  expect(await aVisitor(world).tries('community.found', founding(world, changes))).toMatch(/^bad_(input|json)$/)
  expect(await aVisitor(world).reads('community.show', {})).toMatchObject({ isSetUp: false })
})

test('a password that is easily guessed is refused', async () => {
  const world = await aParley()
  expect(await aVisitor(world).tries('community.found', founding(world, { password: 'password1' }))).toBe(
    'weak_password',
  )
})
