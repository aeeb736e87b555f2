import { expect, test } from 'bun:test'
import { aParley } from '../testing/parley.ts'
import { aCommunity, type TestPerson } from '../testing/people.ts'

async function quotesIn(reader: TestPerson, roomId: string) {
  const { messages } = await reader.reads('room.history', { roomId, limit: 100 })
  return messages.map(({ replyTo }) => replyTo)
}

test('a quote is what its message says today: its author, its beginning, and whether it was deleted', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  const { subjectId: replyTo, seq } = await ann.did('message.post', { roomId, body: 'low water at 6' })
  await bob.did('message.post', { roomId, body: 'sure?', replyTo })
  const quote = { id: replyTo, seq, authorId: ann.id, rootId: null, deletedAt: null }
  expect(await quotesIn(ann, roomId)).toMatchObject([null, { ...quote, version: seq, snippet: 'low water at 6' }])
  const { seq: version } = await ann.did('message.edit', { messageId: replyTo, body: 'x'.repeat(5_000) })
  expect(await quotesIn(bob, roomId)).toMatchObject([null, { ...quote, version, snippet: 'x'.repeat(200) }])
  const { at } = await ann.did('message.delete', { messageId: replyTo })
  expect(await quotesIn(bob, roomId)).toMatchObject([null, { id: replyTo, snippet: '', deletedAt: at }])
})

test('a message that is deleted can still be answered: what somebody wrote meanwhile is not lost', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  const { subjectId: replyTo } = await ann.did('message.post', { roomId, body: 'oops' })
  await ann.did('message.delete', { messageId: replyTo })
  expect(await bob.does('message.post', { roomId, body: 'what was it?', replyTo })).toMatchObject({ status: 200 })
})

test('of a message elsewhere, or one that does not exist, there is no reply: both are the same', async () => {
  const { ann, bob, eve, roomId } = await aCommunity(await aParley())
  const { subjectId: secret } = await ann.did('room.create', { name: 'secret', kind: 'private' })
  const { subjectId: hidden } = await ann.did('message.post', { roomId: secret, body: 'hush' })
  const { subjectId: open } = await eve.did('room.create', { name: 'open', kind: 'public' })
  const { subjectId: elsewhere } = await eve.did('message.post', { roomId: open, body: 'hi' })
  const head = (await ann.reads('room.history', { roomId })).head
  for (const person of [ann, bob]) {
    const answers = await Promise.all(
      [hidden, elsewhere, crypto.randomUUID()].flatMap((id) => [
        person.does('message.post', { roomId, body: 'what?', replyTo: id }),
        person.does('message.post', { roomId, body: 'what?', rootId: id }),
      ]),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 404, error: { code: 'message_not_found' } })
  }
  expect((await ann.reads('room.history', { roomId })).head).toBe(head)
})

test('quotes of quotes show one level, a thousand deep', async () => {
  const { ann, roomId } = await aCommunity(await aParley())
  let replyTo: string | undefined
  for (let depth = 0; depth < 1_000; depth += 1) {
    const { subjectId } = await ann.did('message.post', {
      roomId,
      body: `level ${depth}`,
      ...(replyTo === undefined ? {} : { replyTo }),
    })
    replyTo = subjectId
  }
  const { messages } = await ann.reads('room.history', { roomId, limit: 100 })
  expect(messages.at(-1)).toMatchObject({ body: 'level 999', replyTo: { snippet: 'level 998' } })
  expect(JSON.stringify(messages.at(-1)).match(/level/g)).toHaveLength(2)
}, 60_000)

test('a snippet never ends in half a character', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  const { subjectId: replyTo } = await ann.did('message.post', { roomId, body: '😀'.repeat(300) })
  await bob.did('message.post', { roomId, body: 'ha', replyTo })
  const [, quote] = await quotesIn(bob, roomId)
  expect(quote?.snippet).toBe('😀'.repeat(200))
})

test('one message is shown by its id or its place to those in its room, and to nobody else', async () => {
  const { ann, bob, eve, roomId } = await aCommunity(await aParley())
  const { subjectId: messageId, seq } = await ann.did('message.post', { roomId, body: 'here' })
  const { subjectId: replyId, seq: replySeq } = await bob.did('message.post', {
    roomId,
    body: 'there',
    rootId: messageId,
  })
  expect((await bob.reads('message.show', { messageId })).message).toMatchObject({ id: messageId, body: 'here' })
  expect((await bob.reads('message.show', { roomId, seq })).message).toMatchObject({ id: messageId })
  expect((await ann.reads('message.show', { roomId, seq: replySeq })).message).toMatchObject({ id: replyId })
  const nothing = await eve.asks('message.show', { messageId: crypto.randomUUID() })
  expect(nothing).toMatchObject({ status: 404, error: { code: 'message_not_found' } })
  for (const asked of [{ messageId }, { roomId, seq }, { roomId, seq: 1 }, { roomId, seq: 99 }]) {
    expect(await eve.asks('message.show', asked)).toEqual(nothing)
  }
  expect(await ann.asks('message.show', { roomId })).toMatchObject({ error: { code: 'bad_input' } })
})
