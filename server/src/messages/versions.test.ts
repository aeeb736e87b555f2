import { expect, test } from 'bun:test'
import { aCommunity } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'

async function anEdited() {
  const world = await aParley()
  const community = await aCommunity(world)
  const { ann, roomId } = community
  const posted = await ann.did('message.post', { roomId, body: 'low water at 6' })
  const messageId = posted.subjectId
  world.clock.now += 5_000
  const first = await ann.did('message.edit', { messageId, body: 'low water at 7' })
  world.clock.now += 5_000
  const second = await ann.did('message.edit', { messageId, body: 'low water at 8' })
  return { ...community, world, messageId, posted, first, second }
}

test('what a message said before each edit is kept with its time, the latest first', async () => {
  const { bob, messageId, posted, first } = await anEdited()
  expect(await bob.reads('message.versions', { messageId })).toEqual({
    versions: [
      { version: first.seq, body: 'low water at 7', at: first.at },
      { version: posted.seq, body: 'low water at 6', at: posted.at },
    ],
    next: null,
  })
  const older = await bob.reads('message.versions', { messageId, before: first.seq })
  expect(older.versions.map(({ body }) => body)).toEqual(['low water at 6'])
})

test('a reaction or a pin between two edits is no version', async () => {
  const { ann, bob, messageId, second } = await anEdited()
  await bob.did('reaction.add', { messageId, emoji: '👍' })
  await bob.did('message.pin', { messageId })
  await ann.did('message.edit', { messageId, body: 'low water at 9' })
  const { versions } = await bob.reads('message.versions', { messageId })
  expect(versions.map(({ body }) => body)).toEqual(['low water at 8', 'low water at 7', 'low water at 6'])
  expect(versions[0]).toMatchObject({ version: second.seq, at: second.at })
})

test('deleting takes all of it away at once, from every table', async () => {
  const { world, ann, bob, messageId } = await anEdited()
  await ann.did('message.delete', { messageId })
  expect(await bob.does('message.edit', { messageId, body: 'back' })).toMatchObject({ error: { code: 'forbidden' } })
  expect(await bob.asks('message.versions', { messageId })).toMatchObject({ error: { code: 'message_gone' } })
  const rows = await world.parley.store.read(({ db }) => db.selectFrom('message_versions').selectAll().execute())
  expect(rows).toEqual([])
})

test('who is not in the room is told nothing of it, and the community says who else may see it', async () => {
  const { olga, ann, bob, eve, messageId } = await anEdited()
  const codeFor = async (who: typeof ann) => (await who.asks('message.versions', { messageId })).error?.code ?? 'ok'
  expect(await codeFor(eve)).toBe('message_not_found')
  await olga.did('community.edit', { editHistory: 'author' })
  expect([await codeFor(ann), await codeFor(bob), await codeFor(eve)]).toEqual(['ok', 'forbidden', 'message_not_found'])
  await olga.did('community.edit', { editHistory: 'nobody' })
  expect([await codeFor(ann), await codeFor(bob)]).toEqual(['forbidden', 'forbidden'])
  await olga.did('community.edit', { editHistory: 'room' })
  expect(await codeFor(bob)).toBe('ok')
})

test('of two edits at once the later in the log stays, and the other is a version', async () => {
  const { ann, bob, messageId } = await anEdited()
  const edits = await Promise.all(
    ['from the phone', 'from the desk'].map(async (body) => ({
      body,
      seq: (await ann.did('message.edit', { messageId, body })).seq,
    })),
  )
  const [earlier, later] = edits.toSorted((a, b) => a.seq - b.seq)
  const { message } = await bob.reads('message.show', { messageId })
  expect([message.body, message.version]).toEqual([later!.body, later!.seq])
  const { versions } = await bob.reads('message.versions', { messageId })
  expect(versions[0]).toMatchObject({ body: earlier!.body, version: earlier!.seq })
})

test('many edits come in pages', async () => {
  const { ann, bob, messageId } = await anEdited()
  for (let n = 0; n < 30; n += 1) await ann.did('message.edit', { messageId, body: `no. ${n}` })
  const first = await bob.reads('message.versions', { messageId })
  const rest = await bob.reads('message.versions', { messageId, before: first.next! })
  expect([first.versions.length, rest.versions.length, rest.next]).toEqual([20, 12, null])
})
