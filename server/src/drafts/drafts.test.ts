import { expect, test } from 'bun:test'
import { LIMITS } from '@parley/protocol/limits.ts'
import { aParley } from '../testing/parley.ts'
import { aCommunity } from '../testing/people.ts'

const draftOf = (body: string, roomId: string, rootId: string | null = null) => ({ body, roomId, rootId })

test('what one typed is on all of one’s devices, and on nobody else’s', async () => {
  const world = await aParley()
  const { ann, bob, roomId } = await aCommunity(world)
  const outcome = await ann.did('draft.set', { roomId, body: '  half a tho' })
  expect(outcome).toMatchObject({ logId: ann.id, subjectId: roomId })
  const { drafts, head } = await ann.reads('draft.list', {})
  expect(drafts).toMatchObject([{ ...draftOf('  half a tho', roomId), version: outcome.seq }])
  expect(head).toBe(outcome.seq)
  expect((await bob.reads('draft.list', {})).drafts).toEqual([])
  const told = world.published.filter(({ events }) => events.some(({ event }) => event.type === 'draft.set'))
  expect(told.map(({ logId }) => logId)).toEqual([ann.id])
  expect(told[0]?.events[0]?.event).toMatchObject({ draft: draftOf('  half a tho', roomId), rootId: null })
})

test('the later one of two devices stays, an empty one forgets it, and the same again changes nothing', async () => {
  const { ann, roomId } = await aCommunity(await aParley())
  await Promise.all(['one', 'two'].map((body) => ann.did('draft.set', { roomId, body })))
  const [kept] = (await ann.reads('draft.list', {})).drafts
  const { logs } = await ann.reads('log.read', { cursors: { [ann.id]: 0 } })
  const last = logs[0]?.events.findLast(({ type }) => type === 'draft.set')
  expect(kept?.version).toBe(last!.seq)
  const again = await ann.did('draft.set', { roomId, body: kept!.body })
  expect(again.seq).toBe(last!.seq)
  await ann.did('draft.set', { roomId, body: '' })
  expect((await ann.reads('draft.list', {})).drafts).toEqual([])
})

test('a room and each of its threads has a draft of its own', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  const { subjectId: rootId } = await bob.did('message.post', { roomId, body: 'high tide' })
  await ann.did('draft.set', { roomId, body: 'in the room' })
  await ann.did('draft.set', { roomId, rootId, body: 'in the thread' })
  const { drafts } = await ann.reads('draft.list', {})
  expect(drafts).toMatchObject([draftOf('in the thread', roomId, rootId), draftOf('in the room', roomId)])
  const elsewhere = await ann.did('room.create', { name: 'boats', kind: 'public' })
  const { error } = await ann.does('draft.set', { roomId: elsewhere.subjectId, rootId, body: 'x' })
  expect(error?.code).toBe('message_not_found')
})

test('who leaves or loses a room has no draft in it, also when he comes back', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  for (const person of [ann, bob]) await person.did('draft.set', { roomId, body: 'typed' })
  await bob.did('room.leave', { roomId })
  expect((await bob.does('draft.set', { roomId, body: 'still' })).error?.code).toBe('room_not_found')
  await bob.did('room.join', { roomId })
  expect((await bob.reads('draft.list', {})).drafts).toEqual([])
  expect((await ann.reads('draft.list', {})).drafts).toHaveLength(1)
  await ann.did('room.close', { roomId })
  expect((await ann.reads('draft.list', {})).drafts).toEqual([])
})

test('there is a number of drafts at most: what is there can be changed, and another one not be added', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  const posts = Array.from({ length: LIMITS.drafts }, (_, n) => bob.did('message.post', { roomId, body: `no. ${n}` }))
  const roots = (await Promise.all(posts)).map(({ subjectId }) => subjectId)
  await Promise.all(roots.map((rootId) => ann.did('draft.set', { roomId, rootId, body: 'typed' })))
  expect((await ann.does('draft.set', { roomId, body: 'one more' })).error?.code).toBe('too_many')
  await ann.did('draft.set', { roomId, rootId: roots[0]!, body: 'typed on' })
  await ann.did('draft.set', { roomId, rootId: roots[1]!, body: '' })
  await ann.did('draft.set', { roomId, body: 'one more' })
  expect((await ann.reads('draft.list', {})).drafts).toHaveLength(LIMITS.drafts)
})

test('a draft that was cleared has left nothing of its text', async () => {
  const world = await aParley()
  const { ann, roomId } = await aCommunity(world)
  const id = crypto.randomUUID()
  await ann.did('draft.set', { id, roomId, body: 'a secret thought' })
  await ann.did('draft.set', { roomId, body: '' })
  const left = await world.parley.store.read(async ({ db }) => [
    await db.selectFrom('drafts').selectAll().execute(),
    await db.selectFrom('events').select('fingerprint').where('command_id', '=', id).execute(),
  ])
  expect(JSON.stringify(left)).not.toContain('secret')
  // What is kept of the input to know a repeat by has no part in the text.
  expect((await ann.does('draft.set', { id, roomId, body: 'a guess' })).outcome).toBeDefined()
})
