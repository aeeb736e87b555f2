import { expect, test } from 'bun:test'
import { aFounder, aGuestIn, aMember, aVisitor, endedIn, PASSWORD, replacedIn } from '../sessions/testing/visitor.ts'
import { aParley } from '../testing/parley.ts'

const NEXT = 'another good phrase'

async function twoBrowsersOfAnn() {
  const world = await aParley()
  await aFounder(world)
  const ann = await aMember(world, 'ann')
  const other = aVisitor(world, { peer: '10.0.0.7' })
  await other.did('session.log-in', { userName: 'ann', password: PASSWORD })
  return { world, ann, other }
}

test('the new password logs in and the old one does not', async () => {
  const { world, ann } = await twoBrowsersOfAnn()
  await ann.did('password.change', { current: PASSWORD, next: NEXT })
  const visitor = aVisitor(world)
  expect(await visitor.tries('session.log-in', { userName: 'ann', password: PASSWORD })).toBe('log_in_failed')
  expect(await visitor.tries('session.log-in', { userName: 'ann', password: NEXT })).toBeNull()
})

test('all other sessions end, and a new one takes the place of this one', async () => {
  const { world, ann, other } = await twoBrowsersOfAnn()
  const before = ann.cookies.get('parley') ?? ''
  const { sessionId } = await ann.reads('session.show', {})
  const { sessionId: otherId } = await other.reads('session.show', {})
  await ann.did('password.change', { current: PASSWORD, next: NEXT })
  expect(await other.asks('session.show', {})).toBe('session_ended')
  expect(endedIn(world, ann.id)).toEqual([otherId])
  expect(replacedIn(world, ann.id)).toEqual([sessionId])
  expect((await ann.reads('session.show', {})).sessionId).not.toBe(sessionId)
  expect((await ann.reads('session.list', {})).sessions).toHaveLength(1)
  const thief = aVisitor(world)
  thief.cookies.set('parley', before)
  expect(await thief.asks('session.show', {})).toBe('session_ended')
})

test('a wrong present password changes nothing', async () => {
  const { ann, other } = await twoBrowsersOfAnn()
  expect(await ann.tries('password.change', { current: NEXT, next: NEXT })).toBe('wrong_password')
  expect(await other.asks('session.show', {})).toBeNull()
  expect(await ann.tries('password.change', { current: PASSWORD, next: 'qwertyuiop' })).toBe('weak_password')
  expect(await ann.tries('password.change', { current: PASSWORD, next: NEXT })).toBeNull()
})

test('the same request again answers the same and leaves the cookie as it is', async () => {
  const { ann } = await twoBrowsersOfAnn()
  const input = { current: PASSWORD, next: NEXT, id: Bun.randomUUIDv7() }
  const first = await ann.did('password.change', input)
  const cookie = ann.cookies.get('parley')
  expect(await ann.did('password.change', input)).toEqual(first)
  expect(ann.cookies.get('parley')).toBe(cookie ?? '')
  expect(await ann.asks('session.show', {})).toBeNull()
})

test('of two changes at once one wins', async () => {
  const { world, ann } = await twoBrowsersOfAnn()
  const answers = await Promise.all([
    ann.tries('password.change', { current: PASSWORD, next: NEXT }),
    ann.tries('password.change', { current: PASSWORD, next: 'a third good phrase' }),
  ])
  expect(answers.filter((answer) => answer === null)).toHaveLength(1)
  const winner = answers[0] === null ? NEXT : 'a third good phrase'
  expect(await aVisitor(world).tries('session.log-in', { userName: 'ann', password: winner })).toBeNull()
})

test('who has no account has no password', async () => {
  const { world, ann } = await twoBrowsersOfAnn()
  const guest = await aGuestIn(world, 'harbour', 'Gil')
  const input = { current: PASSWORD, next: NEXT }
  expect(await guest.tries('password.change', input)).toBe('forbidden')
  expect(await aVisitor(world).tries('password.change', input)).toBe('not_logged_in')
  expect(await ann.tries('password.change', input)).toBeNull()
})
