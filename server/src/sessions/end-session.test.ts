import { expect, test } from 'bun:test'
import { aParley } from '../testing/parley.ts'
import { aFounder, aGuestIn, aMember, aVisitor, endedIn, eventsOf, PASSWORD } from './testing/visitor.ts'

async function twoBrowsersOfAnn() {
  const world = await aParley()
  const olga = await aFounder(world)
  const ann = await aMember(world, 'ann')
  const phone = aVisitor(world, {
    peer: '10.0.0.7',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1',
  })
  world.clock.now += 60_000
  await phone.did('session.log-in', { userName: 'ann', password: PASSWORD })
  const { sessionId } = await phone.reads('session.show', {})
  return { world, olga, ann, phone, phoneId: sessionId }
}

test('one sees one’s own sessions, the latest seen first, and what they are', async () => {
  const { olga, ann } = await twoBrowsersOfAnn()
  const { sessions } = await ann.reads('session.list', {})
  expect(sessions.map(({ device, address, isThis }) => ({ device, address, isThis }))).toEqual([
    { device: 'Safari on iPhone', address: '10.0.0.7', isThis: false },
    { device: 'Firefox on Linux', address: '127.0.0.1', isThis: true },
  ])
  expect((await olga.reads('session.list', {})).sessions).toHaveLength(1)
})

test('logging out ends this session and its cookie, and no other', async () => {
  const { world, ann, phone, phoneId } = await twoBrowsersOfAnn()
  const token = phone.cookies.get('parley') ?? ''
  await phone.did('session.log-out', {})
  expect(phone.cookies.has('parley')).toBeFalse()
  expect(endedIn(world, ann.id)).toEqual([phoneId])
  expect(eventsOf(world, ann.id)).toContain('session.ended')
  phone.cookies.set('parley', token)
  expect(await phone.asks('session.show', {})).toBe('session_ended')
  expect(await ann.asks('session.show', {})).toBeNull()
})

test('one ends another of one’s own sessions', async () => {
  const { world, ann, phone, phoneId } = await twoBrowsersOfAnn()
  await ann.did('session.end', { sessionId: phoneId })
  expect(endedIn(world, ann.id)).toEqual([phoneId])
  expect(await phone.asks('room.list', {})).toBe('session_ended')
  expect((await ann.reads('session.list', {})).sessions).toHaveLength(1)
  expect(await ann.tries('session.end', { sessionId: phoneId })).toBe('session_not_found')
})

test('another’s session is as one that never was, even for the owner', async () => {
  const { olga, ann, phoneId } = await twoBrowsersOfAnn()
  const unknown = await olga.does('session.end', { sessionId: crypto.randomUUID() })
  expect(unknown.error?.code).toBe('session_not_found')
  expect(await olga.does('session.end', { sessionId: phoneId })).toEqual(unknown)
  expect(await ann.tries('session.end', { sessionId: phoneId })).toBeNull()
})

test('guests have a session that they may end; nobody has none', async () => {
  const { world } = await twoBrowsersOfAnn()
  const guest = await aGuestIn(world, 'harbour', 'Gil')
  expect((await guest.reads('session.list', {})).sessions).toHaveLength(1)
  expect(await aVisitor(world).tries('session.log-out', {})).toBe('not_logged_in')
  expect(await aVisitor(world).asks('session.list', {})).toBe('not_logged_in')
  expect(await aVisitor(world).asks('session.show', {})).toBe('not_logged_in')
  expect(await guest.tries('session.log-out', {})).toBeNull()
})

test.each([[''], ['x'], ['x\u202e'], [7], [null]])('%j is no id of a session', async (sessionId) => {
  const { ann } = await twoBrowsersOfAnn()
  expect(await ann.tries('session.end', { sessionId })).toBe('bad_input')
})
