import { expect, test } from 'bun:test'
import { listJobs } from '../jobs/jobs.ts'
import { createSchedule } from '../jobs/schedule.ts'
import {
  aFounder,
  aGuestIn,
  aMember,
  aVisitor,
  endedIn,
  eventsOf,
  PASSWORD,
  type Visitor,
} from '../sessions/testing/visitor.ts'
import { aParley, type TestParley } from '../testing/parley.ts'

const DAY_MS = 86_400_000

async function gilInTheHarbour() {
  const world = await aParley()
  const olga = await aFounder(world)
  const gil = await aGuestIn(world, 'harbour', 'Gil')
  await gil.did('message.post', { roomId: gil.roomId, body: 'ahoy' })
  return { world, olga, gil }
}

async function pass(world: TestParley, days: number): Promise<void> {
  world.clock.now += days * DAY_MS
  const report = (cause: unknown) => {
    throw cause
  }
  const jobs = listJobs(world.parley)
  await createSchedule(jobs, { lane: world.parley.lane, clock: () => world.clock.now, report }).runDue()
}

test('the owner sees the guests, the latest seen first, and where they are', async () => {
  const { world, olga, gil } = await gilInTheHarbour()
  world.clock.now += 1_000
  const mia = await aGuestIn(world, 'pier', 'Mia')
  await mia.did('guest.enter', { roomName: 'harbour', displayName: 'Mia' })
  const { guests } = await olga.reads('guest.list', {})
  expect(guests.map(({ id, displayName, rooms }) => ({ id, displayName, rooms }))).toEqual([
    { id: mia.id, displayName: 'Mia', rooms: ['harbour', 'pier'] },
    { id: gil.id, displayName: 'Gil', rooms: ['harbour'] },
  ])
})

test('a guest who is ended is out at once; what he said stays under no name', async () => {
  const { world, olga, gil } = await gilInTheHarbour()
  const ann = await aMember(world, 'ann')
  await ann.did('room.join', { roomId: gil.roomId })
  const { sessionId } = await gil.reads('session.show', {})
  await olga.did('guest.end', { guestId: gil.id })
  expect(endedIn(world, gil.id)).toEqual([sessionId])
  expect(await gil.asks('session.show', {})).toBe('session_ended')
  const { messages, people } = await ann.reads('room.history', { roomId: gil.roomId })
  expect(messages.at(-1)).toMatchObject({ body: 'ahoy', authorId: gil.id })
  expect(people.find((person) => person.id === gil.id)).toMatchObject({ displayName: '', role: 'gone' })
  expect(eventsOf(world, gil.roomId).slice(-2)).toEqual(['member.left', 'member.role-set'])
  expect((await ann.reads('room.members', { roomId: gil.roomId })).members.map((one) => one.userId)).toEqual([ann.id])
  expect((await olga.reads('guest.list', {})).guests).toEqual([])
  expect(await aVisitor(world).tries('guest.enter', { roomName: 'harbour', displayName: 'Gil' })).toBeNull()
})

test('owners alone see and end guests, and end none but guests', async () => {
  const { world, olga, gil } = await gilInTheHarbour()
  const ann = await aMember(world, 'ann')
  for (const person of [ann, gil]) {
    expect(await person.tries('guest.end', { guestId: gil.id })).toBe('forbidden')
    expect(await person.asks('guest.list', {})).toBe('forbidden')
  }
  expect(await aVisitor(world).tries('guest.end', { guestId: gil.id })).toBe('not_logged_in')
  for (const guestId of [ann.id, olga.id, crypto.randomUUID()]) {
    expect(await olga.tries('guest.end', { guestId })).toBe('user_not_found')
  }
  for (const guestId of ['', 'x', 7]) expect(await olga.tries('guest.end', { guestId })).toBe('bad_input')
  expect(await olga.tries('guest.end', { guestId: gil.id })).toBeNull()
  expect(await olga.tries('guest.end', { guestId: gil.id })).toBe('user_not_found')
})

test('a guest is forgotten after 30 days without a visit, and not before', async () => {
  const { world, olga, gil } = await gilInTheHarbour()
  await pass(world, 29)
  await gil.asks('session.show', {})
  await pass(world, 0)
  await pass(world, 29)
  const mia = await aGuestIn(world, 'pier', 'Mia')
  expect((await listGuests(olga)).map((guest) => guest.displayName)).toEqual(['Mia', 'Gil'])
  await pass(world, 2)
  expect((await listGuests(olga)).map((guest) => guest.displayName)).toEqual(['Mia'])
  expect(await gil.asks('session.show', {})).toBe('session_ended')
  expect(await mia.asks('session.show', {})).toBeNull()
})

/** After weeks, an owner must log in again. */
async function listGuests(olga: Visitor) {
  await olga.does('session.log-out', {})
  await olga.did('session.log-in', { userName: 'olga', password: PASSWORD })
  return (await olga.reads('guest.list', {})).guests
}

test('many guests are forgotten in one run', async () => {
  const world = await aParley()
  const olga = await aFounder(world)
  await olga.did('room.create', { name: 'harbour', kind: 'public', openToGuests: true })
  await Promise.all(Array.from({ length: 45 }, (_, i) => aGuestIn(world, 'harbour', `Gil no ${i}`)))
  await pass(world, 31)
  expect(await listGuests(olga)).toEqual([])
})

test('a room that a guest made goes after 7 days in which nobody came', async () => {
  const { world, gil } = await gilInTheHarbour()
  await pass(world, 6)
  expect(await gil.asks('room.show', { roomId: gil.roomId })).toBeNull()
  await pass(world, 6)
  expect(await gil.asks('room.show', { roomId: gil.roomId })).toBeNull()
  await pass(world, 8)
  expect(await gil.asks('room.show', { roomId: gil.roomId })).toBe('room_not_found')
  expect(await aVisitor(world).tries('guest.enter', { roomName: 'harbour', displayName: 'Mia' })).toBe(
    'room_name_unavailable',
  )
})

test('a room that a member is in, or made, stays', async () => {
  const { world, olga, gil } = await gilInTheHarbour()
  await olga.did('room.join', { roomId: gil.roomId })
  const { subjectId: own } = await olga.did('room.create', { name: 'pier', kind: 'public', openToGuests: true })
  const mia = await aGuestIn(world, 'pier', 'Mia')
  await olga.did('room.leave', { roomId: own })
  await pass(world, 20)
  expect(await gil.asks('room.show', { roomId: gil.roomId })).toBeNull()
  expect(await mia.asks('room.show', { roomId: own })).toBeNull()
})
