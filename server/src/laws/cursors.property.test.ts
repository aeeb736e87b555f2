import { beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { aParley, type TestParley } from '../testing/parley.ts'
import { aPerson, type TestPerson } from '../testing/people.ts'
import { newName } from '../testing/scene.ts'

type Room = { roomId: string; isDirect: boolean; ann: TestPerson; bob: TestPerson }

const aStep = fc.record({
  who: fc.constantFrom('ann' as const, 'bob' as const),
  what: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('post' as const, 'advance' as const) },
    { weight: 1, arbitrary: fc.constantFrom('edit' as const, 'delete' as const, 'leave' as const) },
  ),
  seq: fc.integer({ min: 0, max: 40 }),
  isTogether: fc.boolean(),
})
type Step = typeof aStep extends fc.Arbitrary<infer S> ? S : never

let world: TestParley

beforeAll(async () => {
  world = await aParley()
  await aPerson(world, 'olga', 'owner')
})

async function aRoom(isDirect: boolean): Promise<Room> {
  const ann = await aPerson(world, newName('ann'))
  const bob = await aPerson(world, newName('bob'))
  if (isDirect) {
    const { subjectId: roomId } = await ann.did('room.open-direct', { userIds: [bob.id] })
    return { roomId, isDirect, ann, bob }
  }
  const { subjectId: roomId } = await ann.did('room.create', { name: newName('cove'), kind: 'private' })
  await ann.did('room.add-member', { roomId, userId: bob.id })
  return { roomId, isDirect, ann, bob }
}

async function take({ roomId, isDirect, ...people }: Room, { who, what, seq }: Step): Promise<void> {
  const actor = people[who]
  const { messages } = await actor.reads('room.history', { roomId })
  const own = messages.filter(({ authorId, deletedAt }) => authorId === actor.id && deletedAt === null)
  const messageId = own[seq % Math.max(1, own.length)]?.id
  if (what === 'post') await actor.did('message.post', { roomId, body: `said ${seq}` })
  if (what === 'advance') await actor.did('cursor.advance', { roomId, seq })
  if (what === 'edit' && messageId) await actor.does('message.edit', { messageId, body: 'edited' })
  if (what === 'delete' && messageId) await actor.does('message.delete', { messageId })
  // A direct room is hidden and shown again, which must not touch the cursor.
  if (what === 'leave' && isDirect) await actor.did('room.leave', { roomId })
}

async function entryOf(person: TestPerson, roomId: string) {
  const { entries } = await person.reads('room.list', {})
  const entry = entries.find(({ room }) => room.id === roomId)
  if (!entry?.membership) throw new Error('the room is gone')
  return { ...entry, readSeq: entry.membership.readSeq }
}

/** Unread, counted slowly: what others said after the cursor. */
async function countUnread(person: TestPerson, room: Room, readSeq: number): Promise<number> {
  const { messages } = await person.reads('room.history', { roomId: room.roomId, limit: 100 })
  const unread = messages.filter(
    ({ seq, authorId, deletedAt }) => seq > readSeq && authorId !== person.id && deletedAt === null,
  ).length
  return room.isDirect ? Math.min(99, unread) : Math.min(1, unread)
}

test('read cursors only grow, never past the head, and what is unread is what was said after them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(aStep, { minLength: 3, maxLength: 14 }), async (isDirect, steps) => {
      const room = await aRoom(isDirect)
      const seen = { ann: 0, bob: 0 }
      let waiting: Promise<void>[] = []
      for (const step of steps) {
        waiting.push(take(room, step))
        if (step.isTogether) continue
        await Promise.all(waiting)
        waiting = []
        for (const name of ['ann', 'bob'] as const) {
          const { readSeq, head, unread } = await entryOf(room[name], room.roomId)
          expect(readSeq).toBeGreaterThanOrEqual(seen[name])
          expect(readSeq).toBeLessThanOrEqual(head)
          expect(unread).toBe(await countUnread(room[name], room, readSeq))
          seen[name] = readSeq
        }
      }
      await Promise.all(waiting)
    }),
    { numRuns: 8 },
  )
}, 60_000)

test('however many devices move a cursor at once, it ends at the highest place that was acknowledged', async () => {
  const room = await aRoom(true)
  for (let said = 0; said < 12; said += 1) await room.ann.did('message.post', { roomId: room.roomId, body: 'hello' })
  const { head } = await entryOf(room.bob, room.roomId)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 8 }), async (places) => {
      const { readSeq } = await entryOf(room.bob, room.roomId)
      await Promise.all(places.map((seq) => room.bob.did('cursor.advance', { roomId: room.roomId, seq })))
      const after = await entryOf(room.bob, room.roomId)
      expect(after.readSeq).toBe(Math.max(readSeq, ...places.map((seq) => Math.min(seq, head))))
    }),
    { numRuns: 6 },
  )
  const events = world.published.flatMap(({ logId, events: all }) => (logId === room.bob.id ? all : []))
  const told = events.flatMap(({ event }) => (event.type === 'cursor.advanced' ? [event.readSeq] : []))
  expect(told).toEqual(told.toSorted((a, b) => a - b))
})

test('unread messages of a direct room are counted to 99, and only those of others', async () => {
  const room = await aRoom(true)
  await room.bob.did('message.post', { roomId: room.roomId, body: 'mine' })
  const many = Array.from({ length: 101 }, (_, n) => ({ roomId: room.roomId, body: `no. ${n}` }))
  await Promise.all(many.map((message) => room.ann.did('message.post', message)))
  expect((await entryOf(room.bob, room.roomId)).unread).toBe(99)
  expect((await entryOf(room.ann, room.roomId)).unread).toBe(0)
})
