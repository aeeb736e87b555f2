import { afterEach, expect, test } from 'bun:test'
import { CLOSE } from '@parley/protocol/limits.ts'
import { aListeningSite } from './testing/listening-site.ts'

let stop: (() => Promise<void>) | null = null
afterEach(async () => {
  await stop?.()
  stop = null
})

async function serve(...flags: string[]) {
  const site = await aListeningSite(flags)
  stop = site.stop
  return site
}

test('how many connections one person has is a setting', async () => {
  const { socket, people } = await serve('--limit-connections-per-user=2')
  const [first, second] = [await socket(people.ann, {}), await socket(people.ann, {})]
  const other = await socket(people.bob, {})
  await socket(people.ann, {})
  await first.ended
  expect([first.code, second.code, other.code]).toEqual([CLOSE.tooMany, 0, 0])
})

test('how many connections one address has is a setting', async () => {
  const { socket, people } = await serve('--limit-connections-per-address=1')
  const first = await socket(people.ann, {})
  const second = await socket(people.bob)
  await second.ended
  expect([first.code, second.code]).toEqual([0, CLOSE.tooMany])
})

test('how many handshakes are taken in a second is a setting', async () => {
  const { socket, people } = await serve('--limit-handshakes-per-s=1')
  const first = await socket(people.ann, {})
  const second = await socket(people.bob)
  await second.ended
  expect([first.code, second.code]).toEqual([0, CLOSE.busy])
})

test('how many frames one connection sends is a setting', async () => {
  const { socket, people } = await serve('--limit-frames-per-s=0.001', '--limit-frames-burst=3')
  const line = await socket(people.ann, {})
  const ask = () => line.says({ t: 'query', ref: 1, name: 'session.show', input: {} })
  for (let n = 0; n < 2; n += 1) ask()
  await line.until(() => line.kinds().filter((kind) => kind === 'answer').length === 2)
  ask()
  await line.ended
  expect(line.code).toBe(CLOSE.tooFast)
})

test('how many streams a session has is a setting', async () => {
  const { site, people } = await serve('--limit-streams-per-session=1')
  const bindings = { peer: '127.0.0.1', keepOpen: () => {}, upgrade: async () => undefined }
  const open = () =>
    site.http.fetch(
      new Request('http://parley.test/api/events', { headers: { authorization: `Bearer ${people.ann.token}` } }),
      bindings,
    )
  const first = await open()
  expect([first.status, (await open()).status]).toEqual([200, 429])
  await first.body?.cancel()
})
