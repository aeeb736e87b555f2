import { expect, test } from 'bun:test'
import { inAnHour, passTime } from '../testing/later.ts'
import { aParley, type TestParley } from '../testing/parley.ts'
import { aCommunity, type TestPerson } from '../testing/people.ts'

async function aTide() {
  const world = await aParley()
  const people = await aCommunity(world)
  const { subjectId: messageId } = await people.ann.did('message.post', { roomId: people.roomId, body: 'high tide' })
  return { world, ...people, messageId }
}

const listOf = async (who: TestPerson) => (await who.reads('reminder.list', {})).reminders
const typesOf = ({ published }: TestParley, who: TestPerson) =>
  published.filter(({ logId }) => logId === who.id).flatMap(({ events }) => events.map(({ event }) => event.type))

test('one is reminded of a message when its time has come, once, and nobody else hears of it', async () => {
  const { world, ann, bob, roomId, messageId } = await aTide()
  await bob.did('reminder.set', { messageId, at: inAnHour(world) })
  const before = world.published.length
  await passTime(world)
  await passTime(world)
  const told = world.published.slice(before).map(({ logId, events }) => [logId, events[0]?.event.type])
  expect(told).toEqual([[bob.id, 'reminder.fired']])
  const { reminders, messages, people } = await bob.reads('reminder.list', {})
  expect(reminders).toMatchObject([{ messageId, roomId }])
  expect(reminders[0]?.firedAt).not.toBeNull()
  expect([messages[0]?.body, people.map(({ id }) => id)]).toEqual(['high tide', [ann.id]])
  expect(await listOf(ann)).toEqual([])
})

test('setting it again moves it, also after it came, and removing it ends it', async () => {
  const { world, bob, messageId } = await aTide()
  await bob.did('reminder.set', { messageId, at: inAnHour(world) })
  await passTime(world)
  const at = inAnHour(world)
  await bob.did('reminder.set', { messageId, at })
  expect(await listOf(bob)).toMatchObject([{ at, firedAt: null }])
  await passTime(world)
  expect(typesOf(world, bob).filter((type) => type === 'reminder.fired')).toHaveLength(2)
  await bob.did('reminder.remove', { messageId })
  expect(await listOf(bob)).toEqual([])
  expect((await bob.does('reminder.remove', { messageId })).error?.code).toBe('message_not_found')
})

test('of what one may no longer see, or what was deleted, nobody is reminded', async () => {
  const { world, ann, bob, eve, roomId, messageId } = await aTide()
  await eve.did('room.join', { roomId })
  for (const who of [ann, bob, eve]) await who.did('reminder.set', { messageId, at: inAnHour(world) })
  await bob.did('room.leave', { roomId })
  expect(await listOf(bob)).toEqual([])
  await bob.did('room.join', { roomId })
  expect(await listOf(bob)).toEqual([])
  await ann.did('message.delete', { messageId })
  expect((await eve.reads('reminder.list', {})).messages).toEqual([])
  await passTime(world)
  for (const who of [ann, eve]) expect(typesOf(world, who).at(-1)).toBe('reminder.removed')
  expect(typesOf(world, bob).at(-1)).not.toStartWith('reminder')
  expect((await eve.does('reminder.set', { messageId, at: inAnHour(world) })).error?.code).toBe('message_gone')
})

test('a message that one may not see, and a time that passed, are refused', async () => {
  const { world, bob, eve, messageId } = await aTide()
  expect((await eve.does('reminder.set', { messageId, at: inAnHour(world) })).error?.code).toBe('message_not_found')
  const at = new Date(world.clock.now).toISOString()
  expect((await bob.does('reminder.set', { messageId, at })).error).toMatchObject({ code: 'bad_input', field: 'at' })
})

const remindedOf = async (who: TestPerson) => (await who.reads('room.list', {})).reminded
const inboxOf = async (who: TestPerson) => (await who.reads('inbox.list', {})).items.map(({ kind }) => kind)

test('a reminder that came is in the inbox, and is something to read until it is seen on any device', async () => {
  const { world, ann, bob, roomId, messageId } = await aTide()
  await bob.did('reminder.set', { messageId, at: inAnHour(world) })
  expect([await remindedOf(bob), await inboxOf(bob)]).toEqual([undefined, []])
  expect((await bob.did('reminder.see', { messageId })).seq).toBeGreaterThan(0)
  await passTime(world)
  expect(await remindedOf(bob)).toEqual([{ messageId, roomId }])
  const { items, people } = await bob.reads('inbox.list', {})
  expect(items).toMatchObject([{ kind: 'reminder', message: { id: messageId }, reminder: { messageId, seenAt: null } }])
  expect(people.map(({ id }) => id)).toEqual([ann.id])
  await bob.did('reminder.see', { messageId })
  expect(typesOf(world, bob).at(-1)).toBe('reminder.seen')
  expect(await remindedOf(bob)).toBeUndefined()
  expect(await inboxOf(bob)).toEqual(['reminder'])
  await bob.did('reminder.see', { messageId })
  expect(typesOf(world, bob).filter((type) => type === 'reminder.seen')).toHaveLength(1)
  await bob.did('reminder.set', { messageId, at: inAnHour(world) })
  expect([await remindedOf(bob), await inboxOf(bob)]).toEqual([undefined, []])
  await passTime(world)
  expect(await remindedOf(bob)).toEqual([{ messageId, roomId }])
  await bob.did('reminder.remove', { messageId })
  expect([await remindedOf(bob), await inboxOf(bob)]).toEqual([undefined, []])
})

test('the reminder of what was deleted, or is said where one is no more, is nothing to read', async () => {
  const { world, ann, bob, eve, roomId, messageId } = await aTide()
  await eve.did('room.join', { roomId })
  for (const who of [bob, eve]) await who.did('reminder.set', { messageId, at: inAnHour(world) })
  await passTime(world)
  expect(await remindedOf(eve)).toHaveLength(1)
  await eve.did('room.leave', { roomId })
  expect([await remindedOf(eve), await inboxOf(eve)]).toEqual([undefined, []])
  expect((await eve.does('reminder.see', { messageId })).error?.code).toBe('message_not_found')
  expect((await ann.does('reminder.see', { messageId })).error?.code).toBe('message_not_found')
  await ann.did('message.delete', { messageId })
  expect([await remindedOf(bob), await inboxOf(bob)]).toEqual([undefined, []])
})

test('reminders stand in the inbox by when they came, among what was said', async () => {
  const { world, ann, bob, roomId, messageId } = await aTide()
  await bob.did('reminder.set', { messageId, at: inAnHour(world) })
  world.clock.now += 60_000
  await ann.did('message.post', { roomId, body: 'early, @bob' })
  await passTime(world)
  world.clock.now += 60_000
  await ann.did('message.post', { roomId, body: 'late, @bob' })
  expect(await inboxOf(bob)).toEqual(['message', 'reminder', 'message'])
})
