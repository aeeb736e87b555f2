import { expect, test } from 'bun:test'
import { aParley } from '../testing/parley.ts'
import { aFounder, aGuestIn, aMember, aVisitor, endedIn, eventsOf, PASSWORD } from './testing/visitor.ts'

const ann = { userName: 'ann', password: PASSWORD }

async function annWithoutSession() {
  const world = await aParley()
  const olga = await aFounder(world)
  const first = await aMember(world, 'ann')
  return { world, olga, first }
}

test.each(['ann', 'ANN', ' Ann ', 'аnn'])('the password logs in whoever types %s', async (userName) => {
  const { world, first } = await annWithoutSession()
  const browser = aVisitor(world)
  const outcome = await browser.did('session.log-in', { ...ann, userName })
  const { me, sessionId } = await browser.reads('session.show', {})
  expect(me.id).toBe(first.id)
  expect(outcome).toMatchObject({ logId: first.id, subjectId: sessionId })
  expect(eventsOf(world, first.id)).toContain('session.started')
})

test('a wrong password, an unknown name, a deactivated member and a guest get the same answer', async () => {
  const { world, olga } = await annWithoutSession()
  const bob = await aMember(world, 'bob')
  await aGuestIn(world, 'harbour', 'Gil')
  await olga.did('user.deactivate', { userId: bob.id })
  const answers = await Promise.all(
    [
      { userName: 'ann', password: 'a wrong phrase' },
      { userName: 'nobody', password: PASSWORD },
      { userName: 'bob', password: PASSWORD },
      { userName: 'Gil', password: PASSWORD },
      { userName: 'ann', password: '' },
      { userName: '!', password: 'x'.repeat(2_000) },
    ].map((input, i) => aVisitor(world, { peer: `10.0.0.${i}` }).does('session.log-in', input)),
  )
  const [first] = answers
  expect(first?.error?.code).toBe('log_in_failed')
  for (const answer of answers) expect(answer).toEqual(first!)
  await olga.did('user.reactivate', { userId: bob.id })
  expect(await aVisitor(world).tries('session.log-in', { userName: 'bob', password: PASSWORD })).toBeNull()
})

test('a repeat makes another session', async () => {
  const { world, first } = await annWithoutSession()
  const input = { ...ann, id: Bun.randomUUIDv7() }
  const browsers = [aVisitor(world), aVisitor(world)]
  for (const browser of browsers) await browser.did('session.log-in', input)
  const ids = await Promise.all(browsers.map(async (browser) => (await browser.reads('session.show', {})).sessionId))
  expect(new Set(ids).size).toBe(2)
  expect((await first.reads('session.list', {})).sessions).toHaveLength(3)
})

test('logging in again in one browser ends its session before', async () => {
  const { world, first } = await annWithoutSession()
  const before = first.cookies.get('parley') ?? ''
  const { sessionId } = await first.reads('session.show', {})
  await first.did('session.log-in', ann)
  expect(first.cookies.get('parley')).not.toBe(before)
  expect(endedIn(world, first.id)).toEqual([sessionId])
  const thief = aVisitor(world)
  thief.cookies.set('parley', before)
  expect(await thief.asks('session.show', {})).toBe('session_ended')
})

test('logging in as somebody else ends the session of who was here before', async () => {
  const { world, first } = await annWithoutSession()
  const bob = await aMember(world, 'bob')
  const { sessionId } = await bob.reads('session.show', {})
  await bob.did('session.log-in', ann)
  expect((await bob.reads('session.show', {})).me.id).toBe(first.id)
  expect(endedIn(world, bob.id)).toEqual([sessionId])
  expect(endedIn(world, first.id)).toEqual([])
})

test('the cookie that was there before is not the one that logs in', async () => {
  const { world } = await annWithoutSession()
  const browser = aVisitor(world)
  browser.cookies.set('parley', 'A'.repeat(43))
  expect(await browser.asks('session.show', {})).toBe('session_ended')
  const fresh = aVisitor(world)
  await fresh.did('session.log-in', ann)
  expect(fresh.cookies.get('parley')).not.toBe('A'.repeat(43))
  expect(await browser.asks('session.show', {})).toBe('session_ended')
})

test('of more than fifty sessions the longest unseen end', async () => {
  const { world, first } = await annWithoutSession()
  const { sessionId } = await first.reads('session.show', {})
  for (let i = 0; i < 50; i += 1) {
    world.clock.now += 60_000
    await aVisitor(world).did('session.log-in', ann)
  }
  expect(endedIn(world, first.id)).toEqual([sessionId])
  expect(await first.asks('session.show', {})).toBe('session_ended')
})

test('nothing that is stored opens a session', async () => {
  const { world, first } = await annWithoutSession()
  const rows = await world.parley.store.read(({ db }) => db.selectFrom('sessions').selectAll().execute())
  const texts = rows.flatMap((row) => Object.values(row)).map(String)
  expect(texts).not.toContain(first.cookies.get('parley') ?? '')
  for (const text of texts) {
    const thief = aVisitor(world)
    thief.cookies.set('parley', text)
    expect(await thief.asks('session.show', {})).not.toBeNull()
  }
})

test.each([
  ['bad_input', { userName: '' }],
  ['bad_input', { userName: 'x'.repeat(65) }],
  ['bad_json', { userName: 'ann\0' }],
  ['bad_input', { userName: { $ne: '' } }],
  ['bad_input', { password: null }],
  ['bad_input', { userId: 'x' }],
  ['log_in_failed', { userName: '\u202e\u202e' }],
])('%s: %j', async (code, changes) => {
  const { world } = await annWithoutSession()
  expect(await aVisitor(world).tries('session.log-in', { ...ann, ...changes })).toBe(code)
})

test('a browser whose session was ended elsewhere logs in again with its old cookie', async () => {
  const { world, first } = await annWithoutSession()
  const { sessionId } = await first.reads('session.show', {})
  const elsewhere = aVisitor(world)
  await elsewhere.did('session.log-in', ann)
  await elsewhere.did('session.end', { sessionId })
  await first.did('session.log-in', ann)
  expect((await first.reads('session.show', {})).me.userName).toBe('ann')
})
