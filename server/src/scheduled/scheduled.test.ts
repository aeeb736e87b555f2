import { expect, test } from 'bun:test'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { RoomTable } from '../database/schema.ts'
import { inAnHour, passTime } from '../testing/later.ts'
import { aParley, type TestParley } from '../testing/parley.ts'
import { aCommunity, type TestPerson } from '../testing/people.ts'

const HOUR_MS = 3_600_000

async function aHarbour() {
  const world = await aParley()
  const people = await aCommunity(world)
  const schedules = (who: TestPerson, body: string, hours = 1) =>
    who.did('message.schedule', { roomId: people.roomId, body, at: ahead(world, hours * HOUR_MS) })
  const bodies = async () =>
    (await people.ann.reads('room.history', { roomId: people.roomId })).messages.map(({ body }) => body)
  return { world, ...people, schedules, bodies }
}

function ahead({ clock }: TestParley, ms: number): string {
  return new Date(clock.now + ms).toISOString()
}

async function changeRoom({ parley }: TestParley, roomId: string, change: Partial<RoomTable>): Promise<void> {
  await parley.store.writer.group(async ({ db }) => {
    await db.updateTable('rooms').set(change).where('id', '=', roomId).execute()
  })
}

const listOf = async (who: TestPerson) => (await who.reads('scheduled.list', {})).scheduled
const eventsOf = ({ published }: TestParley, who: TestPerson) =>
  published.filter(({ logId }) => logId === who.id).flatMap(({ events }) => events.map(({ event }) => event))

test('a message is said when its time has come, once, under the id with which it was scheduled', async () => {
  const { world, ann, bob, roomId, schedules, bodies } = await aHarbour()
  const { subjectId: id } = await schedules(bob, 'high tide')
  await schedules(bob, 'low tide', 7)
  expect(await listOf(bob)).toMatchObject([{ id, roomId, body: 'high tide', problem: null }, { body: 'low tide' }])
  expect(await listOf(ann)).toEqual([])
  await passTime(world, HOUR_MS - 1)
  expect(await bodies()).toEqual([])
  await passTime(world, 1)
  await passTime(world, 0)
  const { messages } = await ann.reads('room.history', { roomId })
  expect(messages).toMatchObject([{ id, body: 'high tide', authorId: bob.id }])
  expect(await listOf(bob)).toMatchObject([{ body: 'low tide' }])
  expect(eventsOf(world, bob).at(-1)).toMatchObject({ type: 'scheduled.sent', subjectId: id, scheduled: null })
})

test('what was scheduled and is sent again by its device is the first outcome, before and after it was said', async () => {
  const { world, bob, roomId, bodies } = await aHarbour()
  const input = { id: crypto.randomUUID(), roomId, body: 'high tide', at: inAnHour(world) }
  const first = await bob.did('message.schedule', input)
  expect(await bob.did('message.schedule', input)).toEqual(first)
  await passTime(world)
  expect(await bob.did('message.schedule', input)).toEqual(first)
  expect((await bob.does('message.post', { id: input.id, roomId, body: 'high tide' })).error?.code).toBe('id_reused')
  await passTime(world)
  expect(await bodies()).toEqual(['high tide'])
})

test('two who look for work at the same moment send it once', async () => {
  const { world, bob, schedules, bodies } = await aHarbour()
  await Promise.all(Array.from({ length: 45 }, (_, n) => schedules(bob, `no. ${n}`)))
  world.clock.now += 2 * HOUR_MS
  await Promise.all([passTime(world, 0), passTime(world, 0)])
  expect((await bodies()).toSorted()).toEqual(Array.from({ length: 45 }, (_, n) => `no. ${n}`).toSorted())
})

test('a clock that jumps changes only when: forwards it is said, backwards it waits', async () => {
  const { world, bob, schedules, bodies } = await aHarbour()
  await schedules(bob, 'high tide')
  world.clock.now -= 5 * HOUR_MS
  await passTime(world)
  expect(await bodies()).toEqual([])
  await passTime(world, 20 * HOUR_MS)
  expect(await bodies()).toEqual(['high tide'])
})

test('its text and time can be changed, and it can be sent at once or taken back, by its author alone', async () => {
  const { world, ann, bob, schedules, bodies } = await aHarbour()
  const { subjectId: scheduledId } = await schedules(bob, 'high tide')
  for (const name of ['scheduled.edit', 'scheduled.cancel', 'scheduled.send'] as const) {
    expect((await ann.does(name, { scheduledId })).error?.code).toBe('scheduled_not_found')
  }
  await bob.did('scheduled.edit', { scheduledId, body: 'higher tide', at: ahead(world, 3 * HOUR_MS) })
  await passTime(world)
  expect(await bodies()).toEqual([])
  expect(await bob.did('scheduled.send', { scheduledId })).toMatchObject({ logId: bob.id, subjectId: scheduledId })
  expect(await bodies()).toEqual(['higher tide'])
  const { subjectId: other } = await schedules(bob, 'never')
  await bob.did('scheduled.cancel', { scheduledId: other })
  expect((await bob.does('scheduled.send', { scheduledId: other })).error?.code).toBe('scheduled_not_found')
  await passTime(world)
  expect(await bodies()).toEqual(['higher tide'])
})

test('what may not be said any more is not said: its author is told, and may send it when he may again', async () => {
  const { world, ann, bob, roomId, schedules, bodies } = await aHarbour()
  const { subjectId: scheduledId } = await schedules(bob, 'high tide')
  await schedules(ann, 'from ann')
  await ann.did('room.remove-member', { roomId, userId: bob.id })
  await passTime(world)
  expect(await bodies()).toEqual(['from ann'])
  expect(eventsOf(world, bob).at(-1)).toMatchObject({
    type: 'scheduled.failed',
    scheduled: { id: scheduledId, problem: 'room_not_found' },
  })
  expect((await bob.does('scheduled.send', { scheduledId })).error?.code).toBe('forbidden')
  await passTime(world)
  await bob.did('room.join', { roomId })
  await passTime(world)
  expect(await bodies()).toEqual(['from ann'])
  await bob.did('scheduled.edit', { scheduledId, at: inAnHour(world) })
  expect(await listOf(bob)).toMatchObject([{ problem: null }])
  await passTime(world)
  expect(await bodies()).toEqual(['from ann', 'high tide'])
})

test('in a room that was archived since, nothing is said', async () => {
  const { world, bob, roomId, schedules, bodies } = await aHarbour()
  await schedules(bob, 'high tide')
  await changeRoom(world, roomId, { archived_at: world.clock.now })
  await passTime(world)
  expect(await bodies()).toEqual([])
  expect(await listOf(bob)).toMatchObject([{ problem: 'room_archived' }])
})

test('slow mode puts the second off, and nobody is told of a failure', async () => {
  const { world, bob, roomId, schedules, bodies } = await aHarbour()
  await schedules(bob, 'one')
  await schedules(bob, 'two', 1.5)
  await changeRoom(world, roomId, { slow_mode_s: 60 })
  await passTime(world)
  expect(await bodies()).toEqual(['one'])
  expect(await listOf(bob)).toMatchObject([{ body: 'two', problem: null }])
  await passTime(world, 61_000)
  expect(await bodies()).toEqual(['one', 'two'])
})

test('nobody speaks in the name of who was deactivated', async () => {
  const { world, olga, bob, schedules, bodies } = await aHarbour()
  await schedules(bob, 'high tide')
  await olga.did('user.deactivate', { userId: bob.id })
  await passTime(world)
  await olga.did('user.reactivate', { userId: bob.id })
  await passTime(world)
  expect(await bodies()).toEqual([])
})

test('times that passed, that are no times or too far, and more than there may be, are refused', async () => {
  const { world, bob, roomId, schedules } = await aHarbour()
  for (const at of [ahead(world, 0), ahead(world, -1), ahead(world, 367 * 24 * HOUR_MS), '2026-13-01T00:00:00.000Z']) {
    const { error } = await bob.does('message.schedule', { roomId, body: 'x', at })
    expect([error?.code, error?.field]).toEqual(['bad_input', 'at'])
  }
  await Promise.all(Array.from({ length: LIMITS.scheduled }, (_, n) => schedules(bob, `no. ${n}`)))
  const { error } = await bob.does('message.schedule', { roomId, body: 'one more', at: inAnHour(world) })
  expect(error?.code).toBe('too_many')
})

test('an answer in a thread is said there', async () => {
  const { world, ann, bob, roomId } = await aHarbour()
  const { subjectId: rootId } = await ann.did('message.post', { roomId, body: 'high tide' })
  await bob.did('message.schedule', { roomId, rootId, replyTo: rootId, body: 'at six', at: inAnHour(world) })
  await passTime(world)
  const { messages } = await ann.reads('thread.history', { rootId })
  expect(messages.map(({ body, replyTo }) => [body, replyTo?.id])).toContainEqual(['at six', rootId])
})
