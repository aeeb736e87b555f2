import { expect, test } from 'bun:test'
import type { CommandName } from '@parley/protocol/commands.ts'
import { aCommunity, type TestPerson } from '../testing/people.ts'
import { aParley, type TestParley } from '../testing/parley.ts'

type Rules = { archived_at?: number; announcements_only?: number; slow_mode_s?: number }

async function withRules(world: TestParley, roomId: string, rules: Rules): Promise<void> {
  await world.parley.lane.chore('rules', async (tx) => {
    await tx.db.updateTable('rooms').set(rules).where('id', '=', roomId).execute()
    return null
  })
}

async function codeOf(person: TestPerson, name: CommandName, input: object): Promise<string> {
  const answer = await person.does(name, input as never)
  return answer.error?.code ?? 'ok'
}

test('nothing is said, edited or deleted in an archived room by anybody, and all of it is read', async () => {
  const world = await aParley()
  const { olga, ann, bob, roomId } = await aCommunity(world)
  await olga.did('room.join', { roomId })
  const said = new Map<TestPerson, string>()
  for (const person of [olga, ann, bob]) {
    said.set(person, (await person.did('message.post', { roomId, body: 'high water' })).subjectId)
  }
  await withRules(world, roomId, { archived_at: 1 })
  for (const [person, messageId] of said) {
    expect(await codeOf(person, 'message.post', { roomId, body: 'low water' })).toBe('room_archived')
    expect(await codeOf(person, 'message.edit', { messageId, body: 'low water' })).toBe('room_archived')
    expect(await codeOf(person, 'message.delete', { messageId })).toBe('room_archived')
    expect((await person.reads('room.history', { roomId })).messages).toHaveLength(3)
    expect(await codeOf(person, 'cursor.advance', { roomId, seq: 99 })).toBe('ok')
  }
  expect(await codeOf(ann, 'room.edit', { roomId, description: 'x' })).toBe('room_archived')
})

test('where only announcements are made, owners and moderators speak, and no old message becomes one', async () => {
  const world = await aParley()
  const { ann, bob, roomId } = await aCommunity(world)
  const { subjectId: messageId } = await bob.did('message.post', { roomId, body: 'before' })
  await withRules(world, roomId, { announcements_only: 1 })
  expect(await codeOf(bob, 'message.post', { roomId, body: 'hello' })).toBe('announcements_only')
  expect(await codeOf(bob, 'message.edit', { messageId, body: 'hello' })).toBe('announcements_only')
  expect(await codeOf(bob, 'message.delete', { messageId })).toBe('ok')
  expect(await codeOf(ann, 'message.post', { roomId, body: 'hello' })).toBe('ok')
})

test('in slow mode a member waits between two messages, by the server’s clock, and is told how long', async () => {
  const world = await aParley()
  const { ann, bob, roomId } = await aCommunity(world)
  await withRules(world, roomId, { slow_mode_s: 30 })
  const id = crypto.randomUUID()
  const first = await bob.did('message.post', { id, roomId, body: 'one' })
  world.clock.now += 10_500
  expect(await bob.does('message.post', { roomId, body: 'two' })).toMatchObject({
    status: 429,
    error: { code: 'slow_mode', retryS: 20 },
  })
  expect(await bob.did('message.post', { id, roomId, body: 'one' })).toEqual(first)
  for (const body of ['a', 'b']) await ann.did('message.post', { roomId, body })
  world.clock.now += 19_500
  expect(await codeOf(bob, 'message.post', { roomId, body: 'two' })).toBe('ok')
})

test('leaving a slow room and coming back is no way around', async () => {
  const world = await aParley()
  const { bob, eve, roomId } = await aCommunity(world)
  await withRules(world, roomId, { slow_mode_s: 30 })
  await bob.did('message.post', { roomId, body: 'one' })
  await bob.did('room.leave', { roomId })
  await bob.did('room.join', { roomId })
  expect(await codeOf(bob, 'message.post', { roomId, body: 'two' })).toBe('slow_mode')
  await eve.did('room.join', { roomId })
  expect(await codeOf(eve, 'message.post', { roomId, body: 'new here' })).toBe('ok')
})
