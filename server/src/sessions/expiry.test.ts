import { expect, test } from 'bun:test'
import { listJobs } from '../jobs/jobs.ts'
import { createSchedule } from '../jobs/schedule.ts'
import { aParley, type TestParley } from '../testing/parley.ts'
import { aPerson } from '../testing/people.ts'
import { aFounder, aGuestIn, aMember, aVisitor, endedIn, PASSWORD } from './testing/visitor.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

function scheduleOf(world: TestParley) {
  return createSchedule(listJobs(world.parley), {
    lane: world.parley.lane,
    clock: () => world.clock.now,
    report: (cause) => {
      throw cause
    },
  })
}

test('a session ends after 14 days without a visit, and lives on with visits up to 90 days', async () => {
  const world = await aParley()
  await aFounder(world)
  const idle = await aMember(world, 'ann')
  const busy = aVisitor(world)
  await busy.did('session.log-in', { userName: 'ann', password: PASSWORD })
  const schedule = scheduleOf(world)
  for (let day = 0; day < 90; day += 10) {
    expect(await busy.asks('session.show', {})).toBeNull()
    await schedule.runDue()
    world.clock.now += 10 * DAY_MS
  }
  expect(await idle.asks('session.show', {})).toBe('session_ended')
  expect(await busy.asks('session.show', {})).toBeNull()
  world.clock.now += HOUR_MS
  expect(await busy.asks('session.show', {})).toBe('session_ended')
})

test('a session that ran out is ended by the job, so that its sockets close', async () => {
  const world = await aParley()
  await aFounder(world)
  const ann = await aMember(world, 'ann')
  const { sessionId } = await ann.reads('session.show', {})
  world.clock.now += 14 * DAY_MS
  await scheduleOf(world).runDue()
  expect(endedIn(world, ann.id)).toEqual([])
  world.clock.now += 15 * DAY_MS
  await scheduleOf(world).runDue()
  expect(endedIn(world, ann.id)).toEqual([sessionId])
})

test('a guest’s session has no end but 30 days without a visit', async () => {
  const world = await aParley()
  await aFounder(world)
  const guest = await aGuestIn(world, 'harbour', 'Gil')
  const schedule = scheduleOf(world)
  for (let visit = 0; visit < 6; visit += 1) {
    world.clock.now += 29 * DAY_MS
    expect(await guest.asks('session.show', {})).toBeNull()
    await schedule.runDue()
  }
  world.clock.now += 31 * DAY_MS
  expect(await guest.asks('session.show', {})).toBe('session_ended')
})

test('requests write nothing; the job writes one visit an hour', async () => {
  const world = await aParley()
  await aFounder(world)
  const ann = await aMember(world, 'ann')
  const lastSeen = async () => {
    const rows = await world.parley.store.read(({ db }) =>
      db.selectFrom('sessions').select('last_seen_at').where('user_id', '=', ann.id).execute(),
    )
    return rows[0]?.last_seen_at
  }
  const schedule = scheduleOf(world)
  const start = world.clock.now
  world.clock.now = start + 59 * 60_000
  await ann.asks('session.show', {})
  await schedule.runDue()
  expect(await lastSeen()).toBe(start)
  world.clock.now = start + 2 * HOUR_MS
  await ann.asks('session.show', {})
  expect(await lastSeen()).toBe(start)
  await schedule.runDue()
  expect(await lastSeen()).toBe(start + 2 * HOUR_MS)
})

test('a command over a connection that was opened long ago is a visit too', async () => {
  const world = await aParley()
  const olga = await aFounder(world)
  const ann = await aPerson(world, 'ann')
  const actor = { id: ann.id, role: 'member', sessionId: ann.sessionId } as const
  const origin = { address: '127.0.0.1', userAgent: 'test' }
  const schedule = scheduleOf(world)
  for (let day = 0; day < 30; day += 10) {
    await world.parley.command('profile.edit', { id: Bun.randomUUIDv7() }, actor, origin)
    await schedule.runDue()
    world.clock.now += 10 * DAY_MS
  }
  expect((await ann.asks('session.show', {})).error).toBeUndefined()
  expect(await olga.asks('session.show', {})).toBe('session_ended')
})

test('a token that was never given is refused, and so is an empty one', async () => {
  const world = await aParley()
  const olga = await aFounder(world)
  for (const token of ['A'.repeat(43), 'x', "' or 1=1 --"]) {
    const response = await world.request('/api/session.show', { headers: { authorization: `Bearer ${token}` } })
    expect((await response.json()).error.code).toBe('session_ended')
  }
  expect(await olga.asks('session.show', {})).toBeNull()
})

test('whoever is deactivated or forgotten is out, whatever his sessions say', async () => {
  const world = await aParley()
  await aFounder(world)
  const ann = await aMember(world, 'ann')
  const gil = await aGuestIn(world, 'harbour', 'Gil')
  expect(await ann.asks('session.show', {})).toBeNull()
  expect(await gil.asks('session.show', {})).toBeNull()
  await world.parley.lane.chore('test', async ({ db }) => {
    await db.updateTable('users').set({ deactivated_at: 1 }).where('id', '=', ann.id).execute()
    await db.updateTable('users').set({ forgotten_at: 1 }).where('id', '=', gil.id).execute()
    return null
  })
  expect(await ann.asks('session.show', {})).toBe('session_ended')
  expect(await ann.tries('profile.edit', {})).toBe('session_ended')
  expect(await gil.asks('room.list', {})).toBe('session_ended')
})

test('a community sets its own lifetimes', async () => {
  const limits = { sessionIdleDays: 2, sessionDays: 5, guestIdleDays: 3 }
  const world = await aParley({ limits })
  await aFounder(world)
  const [ann, bob] = [await aMember(world, 'ann'), await aMember(world, 'bob')]
  const gil = await aGuestIn(world, 'harbour', 'Gil')
  for (let day = 1; day <= 3; day += 1) {
    world.clock.now += DAY_MS - HOUR_MS
    expect(await bob.asks('session.show', {})).toBeNull()
    await scheduleOf(world).runDue()
  }
  expect(await ann.asks('session.show', {})).toBe('session_ended')
  expect(await gil.asks('session.show', {})).toBeNull()
  world.clock.now += 2 * DAY_MS + 4 * HOUR_MS
  expect(await bob.asks('session.show', {})).toBe('session_ended')
})
