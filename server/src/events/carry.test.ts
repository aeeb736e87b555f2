import { expect, test } from 'bun:test'
import { applyEvent, roomFrom } from '@parley/sdk/state/room.ts'
import { applyUserEvent, userFrom, withRoom } from '@parley/sdk/state/user.ts'
import type { RoomEvent, UserEvent } from '@parley/protocol/events.ts'
import type { CommandInput } from '@parley/protocol/commands.ts'
import { aCommunity, type TestPerson } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'

const ORIGIN = { address: '127.0.0.1', userAgent: 'test' }

test('when a cursor moves in the group in which something is said, what is unread is counted once', async () => {
  const world = await aParley()
  const { ann, bob } = await aCommunity(world)
  const actor = ({ id, sessionId }: TestPerson) => ({ id, sessionId, role: 'member' as const })
  const { subjectId: roomId } = await ann.did('room.open-direct', { userIds: [bob.id] })
  const says = (body: string): CommandInput<'message.post'> => ({ id: crypto.randomUUID(), roomId, body })
  const first = await ann.did('message.post', says('one'))
  await ann.did('message.post', says('two'))
  const { me } = await bob.reads('session.show', {})
  let state = userFrom(await bob.reads('room.list', {}), me)
  const from = world.published.length

  await Promise.all([
    world.parley.command('cursor.advance', { id: crypto.randomUUID(), roomId, seq: first.seq }, actor(bob), ORIGIN),
    world.parley.command('message.post', says('three'), actor(ann), ORIGIN),
  ])

  const batch = world.published.slice(from)
  expect(batch.map(({ logId }) => logId)).toEqual([roomId, bob.id])
  for (const { logKind, events } of batch) {
    for (const { event } of events) {
      if (logKind === 'user') state = applyUserEvent(state, event as UserEvent)
      else state = withRoom(state, applyEvent(state.rooms[roomId]!, event as RoomEvent, me))
    }
  }
  const fresh = (await bob.reads('room.list', {})).entries.find((entry) => entry.room.id === roomId)!
  expect(fresh.unread).toBe(2)
  const { toldTo: _, ...known } = roomFrom(fresh)
  expect(state.rooms[roomId]).toMatchObject(known)
})
