import { expect, test } from 'bun:test'
import { aCommunity } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'

async function aRoom() {
  const world = await aParley()
  const community = await aCommunity(world)
  const { ann, bob, roomId } = community
  const says = async (body: string) => (await ann.did('message.post', { roomId, body })).subjectId
  const kept = async (reader = bob) => (await reader.reads('saved.list', {})).saved.map(({ message }) => message.body)
  return { ...community, world, says, kept }
}

test('what one saves is in one’s own list, the last first, with its room, and nobody else is told', async () => {
  const { world, ann, bob, roomId, says, kept } = await aRoom()
  const [first, second] = [await says('the tide table'), await says('the harbour rules')]
  const from = world.published.length
  for (const messageId of [first, second]) await bob.did('message.save', { messageId })
  expect(await kept()).toEqual(['the harbour rules', 'the tide table'])
  const { saved, rooms, people, next } = await bob.reads('saved.list', {})
  expect(rooms.map((room) => room.id)).toEqual([roomId])
  expect(people.map(({ id }) => id)).toContain(ann.id)
  expect([saved[0]!.message.id, next]).toEqual([second, null])
  expect(await kept(ann)).toEqual([])
  expect(new Set(world.published.slice(from).map(({ logId }) => logId))).toEqual(new Set([bob.id]))
  await bob.did('message.unsave', { messageId: second })
  expect(await kept()).toEqual(['the tide table'])
})

test('saving twice keeps it once, and a late repeat does not keep it again', async () => {
  const { bob, says, kept } = await aRoom()
  const messageId = await says('the tide table')
  const id = crypto.randomUUID()
  await bob.did('message.save', { messageId })
  const again = await bob.did('message.save', { id, messageId })
  expect(await kept()).toEqual(['the tide table'])
  await bob.did('message.unsave', { messageId })
  expect(await bob.did('message.save', { id, messageId })).toEqual(again)
  expect(await kept()).toEqual([])
})

test('what one may no longer see is in the list as lost, with nothing of it, and is there again when one may', async () => {
  const { ann, bob, eve, roomId, says, kept } = await aRoom()
  const [stays, goes] = [await says('the tide table'), await says('oops')]
  for (const messageId of [stays, goes]) await bob.did('message.save', { messageId })
  const { saved } = await bob.reads('saved.list', {})
  const [lastSaved, firstSaved] = saved.map(({ message, ...rest }) => ({ messageId: message.id, ...rest }))
  await ann.did('message.delete', { messageId: goes })
  expect(await kept()).toEqual(['the tide table'])
  expect(await bob.reads('saved.list', {})).toMatchObject({ lost: [{ ...lastSaved!, isDeleted: true }] })
  await ann.did('room.remove-member', { roomId, userId: bob.id })
  // Whether it was deleted, or when, is not told either.
  expect(await bob.reads('saved.list', {})).toEqual({
    saved: [],
    lost: [
      { ...lastSaved!, isDeleted: false },
      { ...firstSaved!, isDeleted: false },
    ],
    rooms: [],
    people: [],
    next: null,
  })
  expect(await bob.does('message.save', { messageId: stays })).toMatchObject({ error: { code: 'message_not_found' } })
  expect(await eve.does('message.save', { messageId: stays })).toMatchObject({ error: { code: 'message_not_found' } })
  await ann.did('room.add-member', { roomId, userId: bob.id })
  expect(await kept()).toEqual(['the tide table'])
})

test('what is lost is taken out of the list by whoever keeps it, and by nobody else', async () => {
  const { ann, bob, eve, roomId, says } = await aRoom()
  const messageId = await says('the tide table')
  await bob.did('message.save', { messageId })
  await ann.did('room.close', { roomId })
  expect((await bob.reads('saved.list', {})).lost).toHaveLength(1)
  const nothing = await eve.does('message.unsave', { messageId: crypto.randomUUID() })
  expect(nothing).toMatchObject({ error: { code: 'message_not_found' } })
  expect(await eve.does('message.unsave', { messageId })).toEqual(nothing)
  await bob.did('message.unsave', { messageId })
  expect((await bob.reads('saved.list', {})).lost).toEqual([])
  // It is as if he had never kept it.
  expect(await bob.does('message.unsave', { messageId })).toEqual(nothing)
})

test('a room that becomes private keeps what its people saved, and loses what those saved who left it', async () => {
  const { ann, bob, roomId, says, kept } = await aRoom()
  const messageId = await says('the tide table')
  await bob.did('message.save', { messageId })
  await ann.did('room.convert', { roomId, kind: 'private' })
  expect(await kept()).toEqual(['the tide table'])
  await bob.did('room.leave', { roomId })
  expect(await bob.reads('saved.list', {})).toMatchObject({ saved: [], lost: [{ messageId, isDeleted: false }] })
})

test('a long list comes in pages, each message once', async () => {
  const { bob, says } = await aRoom()
  const all: string[] = []
  for (let n = 0; n < 70; n += 1) all.unshift(await says(`no. ${n}`))
  for (const messageId of all.toReversed()) await bob.did('message.save', { messageId })
  const first = await bob.reads('saved.list', {})
  const rest = await bob.reads('saved.list', { before: first.next! })
  expect([...first.saved, ...rest.saved].map(({ message }) => message.id)).toEqual(all)
  expect(rest.next).toBeNull()
})

test('a page of a room says which of its messages one keeps, and nobody else’s', async () => {
  const { ann, bob, roomId, says } = await aRoom()
  const messageId = await says('the tide table')
  await says('the weather')
  expect(await bob.reads('room.history', { roomId })).not.toHaveProperty('saved')
  await bob.did('message.save', { messageId })
  expect((await bob.reads('room.history', { roomId })).saved).toEqual([messageId])
  expect(await ann.reads('room.history', { roomId })).not.toHaveProperty('saved')
})
