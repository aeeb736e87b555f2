import { afterEach, beforeEach, expect, test } from 'bun:test'
import { CLOSE, LIMITS } from '@parley/protocol/limits.ts'
import { aListeningSite } from './testing/listening-site.ts'
import { type RawLine, rawFrame, textFrame } from './testing/raw-line.ts'

let site: Awaited<ReturnType<typeof aListeningSite>>
let people: (typeof site)['people']

beforeEach(async () => {
  site = await aListeningSite()
  people = site.people
})

afterEach(async () => {
  await site.stop()
  expect(site.problems).toEqual([])
})

/** The server lives, and whoever behaves hears what is said now. */
async function othersAreWell(bob: RawLine): Promise<void> {
  const heard = bob.frames.length
  await people.ann.did('message.post', { roomId: people.roomId, body: 'is all well?' })
  await bob.until(() => bob.frames.slice(heard).some((frame) => frame.t === 'events'))
  expect(bob.code).toBe(0)
}

const HELLO = { t: 'hello', v: 1, cursors: {} }
const half = (text: string) => Buffer.from(text).subarray(0, 1)

test.each([
  ['a reserved bit', rawFrame(0xc1, '{}')],
  ['an opcode that does not exist', rawFrame(0x83, '{}')],
  ['a frame without a mask', Buffer.from([0x81, 2, 0x7b, 0x7d])],
  ['a ping in fragments', rawFrame(0x09, 'x')],
  ['a ping that is too long', rawFrame(0x89, 'x'.repeat(126))],
  ['a continuation of nothing', rawFrame(0x80, '{}')],
  ['a text within a text', Buffer.concat([rawFrame(0x01, '{'), rawFrame(0x81, '{}')])],
  ['a length of 2⁶² bytes', rawFrame(0x81, '{}', 2 ** 62)],
  ['a length of 200 MB', rawFrame(0x81, '{}', 200_000_000)],
  [
    'fragments that are too long together',
    Buffer.concat([rawFrame(0x01, 'x'.repeat(400_000)), rawFrame(0x80, 'x'.repeat(400_000))]),
  ],
  ['half of a character', rawFrame(0x81, half('é'))],
  ['a surrogate in UTF-8', rawFrame(0x81, new Uint8Array([0xed, 0xa0, 0x80]))],
  ['an overlong zero', rawFrame(0x81, new Uint8Array([0xc0, 0x80]))],
  ['a closing frame with half a code', rawFrame(0x88, 'x')],
  ['a closing frame with a code that does not exist', rawFrame(0x88, new Uint8Array([0, 1]))],
  ['bytes', rawFrame(0x82, new Uint8Array([1, 2, 3]))],
])('%s ends the connection that sent it, and nobody else feels it', async (_, bytes) => {
  const bob = await site.socket(people.bob, { [people.roomId]: 0 })
  const eve = await site.socket(people.eve, {})
  eve.write(bytes)
  await eve.ended
  expect(eve.kinds().filter((kind) => kind !== 'problem')).toEqual(['welcome', 'caught-up'])
  await othersAreWell(bob)
})

test('a frame in pieces of one byte, and a line that gives bytes one by one, are read as what they are', async () => {
  const eve = await site.socket(people.eve)
  const text = Buffer.from(JSON.stringify(HELLO))
  for (const [at] of text.entries()) {
    const isLast = at === text.length - 1
    eve.write(rawFrame((at === 0 ? 0x01 : 0x00) | (isLast ? 0x80 : 0), text.subarray(at, at + 1)))
  }
  for (const byte of textFrame('{"t":"query","ref":1,"name":"session.show","input":{}}')) eve.write(Buffer.from([byte]))
  await eve.until(() => eve.kinds().includes('answer'))
  expect(eve.kinds()).toEqual(['welcome', 'caught-up', 'answer'])
})

test('a hundred thousand empty fragments are one frame', async () => {
  const bob = await site.socket(people.bob, { [people.roomId]: 0 })
  const eve = await site.socket(people.eve)
  const empty = rawFrame(0x00, '')
  eve.write(rawFrame(0x01, JSON.stringify(HELLO)))
  eve.write(Buffer.concat(Array.from({ length: 100_000 }, () => empty)))
  await othersAreWell(bob)
  eve.write(rawFrame(0x80, ''))
  await eve.until(() => eve.kinds().includes('caught-up'))
  expect(eve.kinds()).toEqual(['welcome', 'caught-up'])
})

test.each([
  ['pings', rawFrame(0x89, 'x')],
  ['pongs that nobody asked for', rawFrame(0x8a, 'x')],
  ['frames', textFrame('{"t":"presence","state":"online"}')],
])('whoever sends more %s than frames are allowed is closed, and may come back', async (_, frame) => {
  const bob = await site.socket(people.bob, { [people.roomId]: 0 })
  const eve = await site.socket(people.eve, {})
  eve.write(Buffer.concat(Array.from({ length: 5_000 }, () => frame)))
  await eve.ended
  expect(eve.code).toBe(CLOSE.tooFast)
  await othersAreWell(bob)
  expect((await site.socket(people.eve, {})).kinds()).toEqual(['welcome', 'caught-up'])
})

test.each([
  ['a depth of 17', `${'['.repeat(16)}${']'.repeat(16)}`, 'bad_json'],
  ['a depth of 100,000', '['.repeat(100_000), null],
  ['a number that is infinite', '1e400', 'bad_json'],
  ['a half of a surrogate pair', '"\\ud800"', 'bad_json'],
  ['a zero character', '"\\u0000"', 'bad_json'],
  ['a key twice', '{"a":1,"a":2}', 'bad_json'],
  ['a prototype', '{"__proto__":{"role":"owner"}}', 'bad_json'],
])('%s in a request is refused by a typed error', async (_, input, code) => {
  const eve = await site.socket(people.eve, {})
  eve.says(`{"t":"query","ref":9,"name":"session.show","input":${input}}`)
  await eve.until(() => eve.frames.length > 2)
  if (code === null) {
    await eve.ended
    expect(eve.code).toBe(CLOSE.badFrame)
    expect(eve.frames.at(-1)).toMatchObject({ t: 'problem', error: { code: 'bad_json' } })
  } else expect(eve.frames.at(-1)).toMatchObject({ t: 'refused', ref: 9, error: { code } })
})

test('whoever resumes from the future, another history or nowhere is told so for each log', async () => {
  const { bob, roomId } = people
  const line = await site.socket(bob)
  const nowhere = crypto.randomUUID()
  line.says({ t: 'hello', v: 1, cursors: { [roomId]: 2 ** 52, [nowhere]: 3 } })
  await line.until(() => line.kinds().includes('caught-up'))
  expect(line.kinds()).toEqual(['welcome', 'reset', 'gone', 'caught-up'])
  expect(line.frames[1]).toMatchObject({ log: roomId, reason: 'ahead', head: 3 })
  expect(line.frames[2]).toEqual({ t: 'gone', log: nowhere })

  const other = await site.socket(bob)
  other.says({ t: 'hello', v: 1, epoch: 'of another time', cursors: { [roomId]: 1 } })
  await other.until(() => other.kinds().includes('caught-up'))
  expect(other.frames[1]).toMatchObject({ t: 'reset', log: roomId, reason: 'epoch' })
})

test('whoever was removed resumes nothing of the room, and nobody resumes what is not his', async () => {
  const { ann, bob, eve, roomId } = people
  await ann.did('room.remove-member', { roomId, userId: bob.id })
  await ann.did('message.post', { roomId, body: 'now that he is gone' })
  for (const who of [bob, eve]) {
    const line = await site.socket(who, { [roomId]: 1, [ann.id]: 0 })
    expect(line.kinds()).toEqual(['welcome', 'gone', 'gone', 'caught-up'])
  }
  const own = await site.socket(ann, { [roomId]: 1 })
  expect(own.kinds()).toEqual(['welcome', 'events', 'caught-up'])
})

test.each([
  ['more logs than a frame may name', Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`log-${n}`, 1]))],
  ['a cursor that is no whole number', { log: 1.5 }],
  ['a cursor beyond 2⁵³', { log: 2 ** 60 }],
])('%s is a bad hello', async (_, cursors) => {
  const eve = await site.socket(people.eve)
  eve.says({ t: 'hello', v: 1, cursors })
  await eve.ended
  expect([eve.code, eve.kinds()]).toEqual([CLOSE.badFrame, ['problem']])
})

test('a frame of exactly the limit is read, and one byte more is not', async () => {
  const head = '{"t":"query","ref":1,"name":"'
  const tail = '","input":{}}'
  const name = (bytes: number) => `${head}${'x'.repeat(bytes - head.length - tail.length)}${tail}`
  const eve = await site.socket(people.eve, {})
  eve.says(name(LIMITS.frameBytes))
  await eve.until(() => eve.kinds().includes('refused'))
  expect(eve.frames.at(-1)).toMatchObject({ ref: 1, error: { code: 'unknown_query' } })
  eve.says(name(LIMITS.frameBytes + 1))
  await eve.ended
  expect(eve.frames.at(-1)).toMatchObject({ t: 'problem', error: { code: 'too_large' } })
})

test.each([
  [
    'two lengths that contradict each other',
    'POST /api/session.log-in HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}',
  ],
  [
    'a length and chunks',
    'POST /api/session.log-in HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  [
    'a body that is longer than is taken',
    `POST /api/session.log-in HTTP/1.1\r\nHost: x\r\nContent-Length: 900000000\r\n\r\n{}`,
  ],
  ['headers without an end', `GET / HTTP/1.1\r\nHost: x\r\n${'X-Same: y\r\n'.repeat(20_000)}\r\n`],
  ['a header of 200 kB', `GET / HTTP/1.1\r\nHost: x\r\nUser-Agent: ${'x'.repeat(200_000)}\r\n\r\n`],
  ['no HTTP', '\u0016\u0003\u0001\u0002\u0000hello hello\r\n\r\n'],
])('a request with %s is refused, and nobody else feels it', async (_, request) => {
  const bob = await site.socket(people.bob, { [people.roomId]: 0 })
  const line = site.line()
  line.write(request)
  await line.until(() => line.status !== '')
  expect(line.status).toMatch(/^$|^HTTP\/1\.1 4\d\d /)
  await othersAreWell(bob)
})
