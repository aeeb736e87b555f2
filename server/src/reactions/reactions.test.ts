import { expect, test } from 'bun:test'
import { LIMITS } from '@parley/protocol/limits.ts'
import { aCommunity, aPerson } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'

/** More emoji than a message holds. */
const MANY = Array.from({ length: 22 }, (_, n) => String.fromCodePoint(0x1f600 + n))

async function aMessage() {
  const world = await aParley()
  const community = await aCommunity(world)
  const { ann, roomId } = community
  const { subjectId: messageId } = await ann.did('message.post', { roomId, body: 'low water at 6' })
  const read = async (reader = community.bob) => (await reader.reads('room.history', { roomId })).messages[0]!
  return { ...community, world, messageId, read }
}

test('a reaction is on the message for everyone, and each knows which are his own', async () => {
  const { ann, bob, messageId, read } = await aMessage()
  await bob.did('reaction.add', { messageId, emoji: '👍' })
  await ann.did('reaction.add', { messageId, emoji: '👍' })
  const { seq } = await ann.did('reaction.add', { messageId, emoji: '❤️' })
  const reactions = [
    { emoji: '👍', count: 2, userIds: [bob.id, ann.id] },
    { emoji: '❤️', count: 1, userIds: [ann.id] },
  ]
  expect(await read(bob)).toMatchObject({ version: seq, reactions, mine: ['👍'] })
  expect(await read(ann)).toMatchObject({ reactions, mine: ['👍', '❤️'] })
})

test('reacting twice and taking back what is not there change nothing; the last one takes the emoji with it', async () => {
  const { bob, roomId, messageId, read } = await aMessage()
  const headOf = async () => (await bob.reads('room.history', { roomId })).head
  await bob.did('reaction.add', { messageId, emoji: '👍' })
  const head = await headOf()
  await bob.did('reaction.add', { messageId, emoji: '👍' })
  await bob.did('reaction.remove', { messageId, emoji: '🎉' })
  expect(await headOf()).toBe(head)
  await bob.did('reaction.remove', { messageId, emoji: '👍' })
  expect(await read()).not.toHaveProperty('reactions')
  expect(await read()).not.toHaveProperty('mine')
  expect(await headOf()).toBe(head + 1)
})

test('of many people the first are named, also when one of them thinks better of it, and all are listed', async () => {
  const { world, ann, roomId, messageId, read } = await aMessage()
  const crowd = []
  for (let n = 0; n < LIMITS.namedReactions + 3; n += 1) crowd.push(await aPerson(world, `crew-${n}`))
  for (const one of crowd) {
    await ann.did('room.add-member', { roomId, userId: one.id })
    await one.did('reaction.add', { messageId, emoji: '⚓' })
  }
  const ids = crowd.map(({ id }) => id)
  expect((await read()).reactions).toEqual([
    { emoji: '⚓', count: ids.length, userIds: ids.slice(0, LIMITS.namedReactions) },
  ])
  await crowd[1]!.did('reaction.remove', { messageId, emoji: '⚓' })
  const left = ids.toSpliced(1, 1)
  expect((await read()).reactions).toEqual([
    { emoji: '⚓', count: left.length, userIds: left.slice(0, LIMITS.namedReactions) },
  ])
  const all = await ann.reads('reaction.list', { messageId, emoji: '⚓' })
  expect(all.reactions.map(({ userId }) => userId)).toEqual(left)
  expect(all.next).toBeNull()
  const rest = await ann.reads('reaction.list', { messageId, emoji: '⚓', after: all.reactions[4]!.seq })
  expect(rest.reactions.map(({ userId }) => userId)).toEqual(left.slice(5))
  expect(rest.people.map(({ displayName }) => displayName)).toHaveLength(left.length - 5)
})

test('a message holds so many different emoji and no more, but any number of people with each', async () => {
  const { ann, bob, messageId, read } = await aMessage()
  for (const emoji of MANY.slice(0, LIMITS.emojiPerMessage)) await bob.did('reaction.add', { messageId, emoji })
  const emoji = MANY[LIMITS.emojiPerMessage]!
  expect(await bob.does('reaction.add', { messageId, emoji })).toMatchObject({
    status: 409,
    error: { code: 'too_many_reactions' },
  })
  await ann.did('reaction.add', { messageId, emoji: MANY[0]! })
  await bob.did('reaction.remove', { messageId, emoji: MANY[1]! })
  await bob.did('reaction.add', { messageId, emoji })
  expect((await read()).reactions?.map((one) => one.emoji)).toEqual([
    MANY[0]!,
    ...MANY.slice(2, LIMITS.emojiPerMessage + 1),
  ])
})

test('one emoji as keyboards send it is a reaction, whatever it is made of, and nothing else is', async () => {
  const { bob, messageId } = await aMessage()
  for (const emoji of ['👍🏽', '🇵🇹', '1️⃣', '👩🏻‍❤️‍💋‍👨🏻', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🧑🏻‍🤝‍🧑🏿', '☺️', '🫩']) {
    await bob.did('reaction.add', { messageId, emoji })
  }
  const wrong = [
    '',
    'a',
    '1',
    '#',
    '👍👍',
    '👍 ',
    '❤',
    '👍\u200d',
    '👩‍👩‍👩‍👩‍👩',
    '🇵',
    '\u{1F3FD}\n',
    '👍'.repeat(20),
    '<b>',
    '👍\u202e',
  ]
  for (const emoji of wrong) {
    expect(await bob.does('reaction.add', { messageId, emoji })).toMatchObject({ error: { code: 'bad_input' } })
  }
})

test('who left the room, or was never in it, reacts to nothing, and a guest of the room does', async () => {
  const { ann, bob, eve, roomId, messageId, read } = await aMessage()
  await bob.did('reaction.add', { messageId, emoji: '👍' })
  await bob.did('room.leave', { roomId })
  const nowhere = await eve.does('reaction.add', { messageId: crypto.randomUUID(), emoji: '👍' })
  expect(nowhere).toMatchObject({ status: 404, error: { code: 'message_not_found' } })
  for (const [who, name] of [
    [bob, 'reaction.add'],
    [bob, 'reaction.remove'],
    [eve, 'reaction.add'],
  ] as const) {
    expect(await who.does(name, { messageId, emoji: '👍' })).toEqual(nowhere)
  }
  // What he thought of it stays, as what he said does.
  expect(await read(ann)).toMatchObject({ reactions: [{ emoji: '👍', count: 1, userIds: [bob.id] }] })
})

test('a deleted message has no reactions any more and gets none', async () => {
  const { world, ann, bob, messageId, read } = await aMessage()
  await bob.did('reaction.add', { messageId, emoji: '👍' })
  await ann.did('message.delete', { messageId })
  expect(await read()).not.toHaveProperty('reactions')
  for (const name of ['reaction.add', 'reaction.remove'] as const) {
    expect(await bob.does(name, { messageId, emoji: '👍' })).toMatchObject({ error: { code: 'message_gone' } })
  }
  const rows = await world.parley.store.read(({ db }) => db.selectFrom('reactions').selectAll().execute())
  expect(rows).toEqual([])
})

test('many at once, each with all that he thinks of, are counted right', async () => {
  const { ann, bob, messageId, read } = await aMessage()
  const emoji = MANY.slice(0, 6)
  await Promise.all(
    [ann, bob].flatMap((who) =>
      emoji.flatMap((one) => [1, 2].map(() => who.did('reaction.add', { messageId, emoji: one }))),
    ),
  )
  const { reactions = [] } = await read()
  expect(reactions.map(({ count, userIds }) => [count, userIds.length])).toEqual(emoji.map(() => [2, 2]))
})
