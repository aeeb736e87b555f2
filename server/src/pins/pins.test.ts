import { expect, test } from 'bun:test'
import { aCommunity, aGuest } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'

async function aRoom() {
  const world = await aParley()
  const community = await aCommunity(world)
  const { ann, roomId } = community
  const says = async (body: string) => (await ann.did('message.post', { roomId, body })).subjectId
  const pinned = async (reader = community.bob) =>
    (await reader.reads('pin.list', { roomId })).messages.map(({ body }) => body)
  return { ...community, world, says, pinned }
}

test('what is pinned is in the list of the room, the last first, and says who pinned it', async () => {
  const { ann, bob, says, pinned, roomId } = await aRoom()
  const [first, second] = [await says('the tide table'), await says('the harbour rules')]
  await ann.did('message.pin', { messageId: second })
  const { at, seq } = await bob.did('message.pin', { messageId: first })
  expect(await pinned()).toEqual(['the tide table', 'the harbour rules'])
  const { messages } = await ann.reads('room.history', { roomId })
  expect(messages[0]).toMatchObject({ version: seq, pin: { at, byId: bob.id } })
  await ann.did('message.unpin', { messageId: first })
  expect(await pinned()).toEqual(['the harbour rules'])
  expect((await ann.reads('room.history', { roomId })).messages[0]).not.toHaveProperty('pin')
})

test('pinning again changes nothing, and a late repeat of a pin does not bring it back', async () => {
  const { ann, bob, says, pinned } = await aRoom()
  const messageId = await says('the tide table')
  await ann.did('message.pin', { messageId })
  const id = crypto.randomUUID()
  const again = await bob.did('message.pin', { id, messageId })
  await ann.did('message.unpin', { messageId })
  expect(await bob.did('message.pin', { id, messageId })).toEqual(again)
  expect(await pinned()).toEqual([])
})

test('guests do not pin, nor does who is not in the room; where only announcements are made, moderators do', async () => {
  const { world, ann, bob, eve, roomId, says, pinned } = await aRoom()
  await ann.did('room.edit', { roomId, openToGuests: true })
  const gil = await aGuest(world, 'gil', 'tides')
  const messageId = await says('the tide table')
  expect(await gil.does('message.pin', { messageId })).toMatchObject({ error: { code: 'forbidden' } })
  expect(await eve.does('message.pin', { messageId })).toMatchObject({ error: { code: 'message_not_found' } })
  expect(await eve.does('message.unpin', { messageId })).toMatchObject({ error: { code: 'message_not_found' } })
  await ann.did('room.edit', { roomId, announcementsOnly: true })
  expect(await bob.does('message.pin', { messageId })).toMatchObject({ error: { code: 'announcements_only' } })
  await ann.did('message.pin', { messageId })
  expect(await pinned(gil)).toEqual(['the tide table'])
})

test('what is deleted is pinned no more, and cannot be pinned', async () => {
  const { ann, says, pinned } = await aRoom()
  const messageId = await says('oops')
  await ann.did('message.pin', { messageId })
  await ann.did('message.delete', { messageId })
  expect(await pinned()).toEqual([])
  for (const name of ['message.pin', 'message.unpin'] as const) {
    expect(await ann.does(name, { messageId })).toMatchObject({ error: { code: 'message_gone' } })
  }
})

test('many pins come in pages, each once', async () => {
  const { ann, bob, roomId, says } = await aRoom()
  const all: string[] = []
  for (let n = 0; n < 120; n += 1) all.unshift(await says(`no. ${n}`))
  for (const messageId of all.toReversed()) await ann.did('message.pin', { messageId })
  const first = await bob.reads('pin.list', { roomId })
  const second = await bob.reads('pin.list', { roomId, before: first.next! })
  const third = await bob.reads('pin.list', { roomId, before: second.next! })
  expect([first, second, third].flatMap(({ messages }) => messages.map(({ id }) => id))).toEqual(all)
  expect(third.next).toBeNull()
})
