import { expect, test } from 'bun:test'
import { aCommunity } from '../testing/people.ts'
import { aParley } from '../testing/parley.ts'

test('a message has the same place in its room for everyone', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  const first = await ann.did('message.post', { roomId, body: 'hello' })
  const second = await bob.did('message.post', { roomId, body: 'hello *back*' })
  expect(second.seq).toBe(first.seq + 1)
  for (const reader of [ann, bob]) {
    const { messages, head } = await reader.reads('room.history', { roomId })
    expect(messages.map(({ seq, body, authorId }) => [seq, body, authorId])).toEqual([
      [first.seq, 'hello', ann.id],
      [second.seq, 'hello *back*', bob.id],
    ])
    expect(head).toBe(second.seq)
  }
})

test('someone who is not in the room cannot post, and the room looks as if it did not exist', async () => {
  const { ann, eve, roomId } = await aCommunity(await aParley())
  expect(await ann.does('message.post', { roomId, body: 'hi' })).toMatchObject({ status: 200 })
  const stranger = await eve.does('message.post', { roomId, body: 'hi' })
  const nowhere = await eve.does('message.post', { roomId: crypto.randomUUID(), body: 'hi' })
  expect(stranger).toMatchObject({ status: 404, error: { code: 'room_not_found' } })
  expect(stranger).toEqual(nowhere)
})

test('someone who was removed cannot post, but hears what became of an earlier post', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  const id = crypto.randomUUID()
  const posted = await bob.did('message.post', { id, roomId, body: 'hello' })
  await ann.did('room.remove-member', { roomId, userId: bob.id })
  expect(await bob.does('message.post', { roomId, body: 'still here?' })).toMatchObject({
    error: { code: 'room_not_found' },
  })
  expect(await bob.did('message.post', { id, roomId, body: 'hello' })).toEqual(posted)
})

test('the same id twice, at once and late, is one message; with another content it is refused', async () => {
  const { ann, roomId } = await aCommunity(await aParley())
  const message = { id: crypto.randomUUID(), roomId, body: 'once' }
  const atOnce = await Promise.all(Array.from({ length: 20 }, () => ann.did('message.post', message)))
  expect(new Set(atOnce.map(({ seq }) => seq)).size).toBe(1)
  await ann.did('message.edit', { messageId: message.id, body: 'edited' })
  expect(await ann.did('message.post', message)).toEqual(atOnce[0] ?? expect.anything())
  expect(await ann.does('message.post', { ...message, body: 'other' })).toMatchObject({
    status: 409,
    error: { code: 'id_reused' },
  })
  const { messages } = await ann.reads('room.history', { roomId })
  expect(messages).toHaveLength(1)
})

test('an id that another person used for his message is refused, and his message stays', async () => {
  const { ann, bob, roomId } = await aCommunity(await aParley())
  const id = crypto.randomUUID()
  await ann.did('message.post', { id, roomId, body: 'mine' })
  expect(await bob.does('message.post', { id, roomId, body: 'mine' })).toMatchObject({ error: { code: 'id_reused' } })
  const { messages } = await bob.reads('room.history', { roomId })
  expect(messages.map(({ body, authorId }) => [body, authorId])).toEqual([['mine', ann.id]])
})

test('a body that is empty, too long or cannot be stored is refused with the field and the reason', async () => {
  const { ann, roomId } = await aCommunity(await aParley())
  for (const body of ['', '  \n ', 'x'.repeat(16_001), '\ud800', 'a\0b']) {
    const answer = await ann.does('message.post', { roomId, body })
    expect(answer.status).toBe(400)
  }
  expect(await ann.does('message.post', { roomId, body: '😀'.repeat(16_000) })).toMatchObject({ status: 200 })
})
