import { expect, test } from 'bun:test'
import type { TestPerson } from '../../testing/people.ts'
import { aSite } from './a-site.ts'

const SECRET = 'the harbour code is 4711'

/** A room in which bob kept, pinned and answered a message, and everywhere a page could show it. */
async function aKeptMessage() {
  const { open, people } = await aSite()
  const { ann, bob, eve, roomId } = await people()
  const { subjectId: messageId, seq } = await ann.did('message.post', { roomId, body: SECRET })
  await bob.did('message.save', { messageId })
  await bob.did('message.pin', { messageId })
  await bob.did('message.post', { roomId, body: 'noted', rootId: messageId })
  const html = async (who: TestPerson, path: string) => {
    const answer = await open(who, path)
    return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
  }
  return { ann, bob, eve, roomId, messageId, seq, html }
}

type Kept = Awaited<ReturnType<typeof aKeptMessage>>

const places = ({ roomId, messageId, seq }: Pick<Kept, 'roomId' | 'messageId' | 'seq'>) =>
  ['tides', roomId].flatMap((room) => [
    `/r/${room}/${seq}`,
    `/r/${room}/${messageId}`,
    `/r/${room}/t/${messageId}`,
    `/r/${room}/pins`,
    `/r/${room}/pins?older=${seq + 5}`,
    `/r/${room}?around=${seq}`,
    `/r/${room}?before=${seq + 1}`,
  ])

/** What an answer says, whatever it was asked for. */
const withoutAddress = (answer: { text: string }, path: string) =>
  answer.text
    .replaceAll(path, '')
    .replaceAll(encodeURIComponent(path), '')
    .replace(/value="[^"]{20,}"/gu, '')

test('while one may see it, it is in every one of its places', async () => {
  const kept = await aKeptMessage()
  for (const path of [...places(kept), '/saved']) {
    const answer = await kept.html(kept.bob, path)
    const shown = answer.to === null ? answer : await kept.html(kept.bob, answer.to)
    expect([path, shown.text.includes(SECRET)]).toEqual([path, true])
  }
})

const LOSSES: [string, (kept: Kept) => Promise<unknown>][] = [
  [
    'one left a room that is private now',
    async ({ ann, bob, roomId }) => {
      await ann.did('room.convert', { roomId, kind: 'private' })
      await bob.did('room.leave', { roomId })
    },
  ],
  [
    'one was removed, and then the room was made private',
    async ({ ann, bob, roomId }) => {
      await ann.did('room.remove-member', { roomId, userId: bob.id })
      await ann.did('room.convert', { roomId, kind: 'private' })
    },
  ],
  ['the room was closed', ({ ann, roomId }) => ann.did('room.close', { roomId })],
]

test.each(LOSSES)('every place answers as if it had never been, when %s', async (_, lose) => {
  const kept = await aKeptMessage()
  await lose(kept)
  const nothing = { roomId: crypto.randomUUID(), messageId: crypto.randomUUID(), seq: kept.seq }
  for (const [index, path] of places(kept).entries()) {
    const there = places(nothing)[index]?.replace('tides', 'nowhere') ?? ''
    const [lost, never] = [await kept.html(kept.bob, path), await kept.html(kept.bob, there)]
    expect([path, lost.status]).toEqual([path, 404])
    expect(withoutAddress(lost, path)).toBe(withoutAddress(never, there))
  }
  const saved = await kept.html(kept.bob, '/saved')
  expect(saved.text).toContain('You can no longer see this message.')
  expect(saved.text).not.toContain(SECRET)
  expect(saved.text).not.toContain('tides')
})

test('who left a public room sees the room, and of the message nothing', async () => {
  const kept = await aKeptMessage()
  await kept.bob.did('room.leave', { roomId: kept.roomId })
  for (const path of places(kept)) {
    const answer = await kept.html(kept.bob, path)
    const shown = answer.to === null ? answer : await kept.html(kept.bob, answer.to)
    expect([path, shown.text.includes(SECRET)]).toEqual([path, false])
  }
  const [lost, never] = [kept.seq, 999].map((seq) => `/r/tides/${seq}`)
  const answers = await Promise.all([lost, never].map((path) => kept.html(kept.bob, path ?? '')))
  expect(answers.map(({ status }) => status)).toEqual([404, 404])
  expect(withoutAddress(answers[0]!, lost ?? '')).toBe(withoutAddress(answers[1]!, never ?? ''))
  expect((await kept.html(kept.bob, '/saved')).text).toContain('You can no longer see this message.')
})

test('a deleted message says so in its places, and is pinned no more', async () => {
  const kept = await aKeptMessage()
  await kept.ann.did('message.delete', { messageId: kept.messageId })
  for (const path of [...places(kept), '/saved']) {
    const answer = await kept.html(kept.bob, path)
    const shown = answer.to === null ? answer : await kept.html(kept.bob, answer.to)
    expect([path, shown.status, shown.text.includes(SECRET)]).toEqual([path, 200, false])
    if (path !== '/saved') expect([path, shown.text.includes(`id="message-${kept.messageId}"`)]).toEqual([path, true])
  }
  expect((await kept.html(kept.bob, '/saved')).text).toContain('This message was deleted.')
  expect((await kept.html(kept.bob, '/r/tides/pins')).text).toContain('Nothing is pinned yet.')
})
