import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { ServerFrame } from '@parley/protocol/frames.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import { createParley, type Parley } from '@parley/sdk/client.ts'
import { isThreadUnread, listThreads } from '@parley/sdk/state/thread.ts'
import { loadConfig } from '@parley/server/config.ts'
import { type RunningServer, startServer } from '@parley/server/server.ts'
import { type Account, aRoomOf, found, register } from './support/accounts.ts'
import { Line } from './support/line.ts'
import { freePort } from './support/ports.ts'
import { untilEqual } from './support/until.ts'

setDefaultTimeout(600_000)

/** The client as programs and browsers have it, over a real server; its threads, which a browser loads when they are needed. */
let folder = ''
let server: RunningServer
let ann: Account
let bob: Account
let eve: Account
let roomId: string
const clients = new Set<Parley>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-threads-'))
  const port = String(await freePort())
  const fast = { PARLEY_LIMIT_MESSAGES_PER_S: '10000', PARLEY_LIMIT_MESSAGES_BURST: '10000' }
  server = await startServer(
    loadConfig([], { PARLEY_DATA: folder, PARLEY_PORT: port, PARLEY_LOG: 'off', ...fast }, folder),
  )
  const reachable = { url: server.url, setUpCode: server.setUpCode ?? '' }
  ann = await found(reachable, 'ann')
  bob = await register(reachable, 'bob')
  eve = await register(reachable, 'eve')
  roomId = await aRoomOf('tea', ann, bob, eve)
})

afterAll(async () => {
  for (const client of clients) await client.stop()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A client of somebody that has its state, and its threads. */
async function aClient(who: Account) {
  const line = new Line()
  const parley = createParley({ url: server.url, token: who.token, ports: line.ports })
  clients.add(parley)
  await parley.start()
  await untilEqual(() => parley.state.status, 'online')
  const threads = await parley.threads()
  const opened = () => parley.state.user?.rooms[roomId]?.thread ?? null
  return {
    line,
    parley,
    threads,
    opened,
    bodies: () => opened()?.window?.messages.map(({ body }) => body) ?? null,
    entry: (rootId: string) => parley.state.user?.threads[rootId],
    asked: (name: string) => line.asked.filter((one) => one.name === name).map(({ input }) => input),
  }
}

const says = async (who: Account, body: string, rootId?: string) =>
  who.did('message.post', { roomId, body, ...(rootId === undefined ? {} : { rootId }) })
const rootOf = async (who: Account, body: string) => (await says(who, body)).subjectId

async function aThreadOf(count: number) {
  const rootId = await rootOf(ann, 'Which pier?')
  const seqs: number[] = []
  for (let n = 1; n <= count; n += 1) seqs.push((await says(bob, `r${n}`, rootId)).seq)
  return { rootId, seqs }
}

const isPage = (frame: ServerFrame) =>
  frame.t === 'answer' && typeof frame.output === 'object' && frame.output !== null && 'root' in frame.output

test('a thread opens at its end, is paged back to its beginning, and follows what is said', async () => {
  const { rootId } = await aThreadOf(120)
  const anns = await aClient(ann)
  await anns.threads.open(roomId, rootId)
  expect(anns.opened()).toMatchObject({ rootId, root: { id: rootId, body: 'Which pier?' } })
  expect([anns.bodies()?.[0], anns.bodies()?.length]).toEqual([`r${121 - LIMITS.historyPage}`, LIMITS.historyPage])
  await Promise.all([anns.threads.older(), anns.threads.older()])
  expect(anns.bodies()).toHaveLength(2 * LIMITS.historyPage)
  expect(await anns.threads.older()).toBe(true)
  expect(anns.bodies()).toEqual(Array.from({ length: 120 }, (_, n) => `r${n + 1}`))
  expect([await anns.threads.older(), await anns.threads.newer()]).toEqual([false, false])
  await says(bob, 'r121', rootId)
  await says(bob, 'not in the thread')
  await says(bob, 'r122', rootId)
  await untilEqual(() => anns.bodies()?.slice(-2), ['r121', 'r122'])
})

test('it opens around a reply, is paged on to the present, and only there takes what is new', async () => {
  const { rootId, seqs } = await aThreadOf(120)
  const anns = await aClient(ann)
  await anns.threads.open(roomId, rootId, seqs[9])
  expect(anns.bodies()).toContain('r10')
  expect(anns.opened()?.window).toMatchObject({ hasOlder: false, hasNewer: true })
  await says(bob, 'r121', rootId)
  await untilEqual(() => anns.opened()?.root?.thread?.replyCount, 121)
  expect(anns.bodies()).not.toContain('r121')
  while (await anns.threads.newer());
  expect(anns.bodies()).toEqual(Array.from({ length: 121 }, (_, n) => `r${n + 1}`))
  await says(bob, 'r122', rootId)
  await untilEqual(() => anns.bodies()?.at(-1), 'r122')
})

test('what happens while a page is on its way is in it afterwards, and a page for another thread is dropped', async () => {
  const { rootId } = await aThreadOf(3)
  const other = await aThreadOf(1)
  const anns = await aClient(ann)
  anns.line.holds = isPage
  const opening = anns.threads.open(roomId, rootId)
  await untilEqual(() => anns.line.held, 1)
  const late = await says(bob, 'r4', rootId)
  await untilEqual(() => anns.parley.state.user?.rooms[roomId]?.cursor, late.seq)
  expect(anns.bodies()).toBeNull()
  anns.line.release()
  await opening
  expect(anns.bodies()).toEqual(['r1', 'r2', 'r3', 'r4'])

  anns.line.holds = isPage
  const first = anns.threads.open(roomId, rootId)
  await untilEqual(() => anns.line.held, 1)
  const second = anns.threads.open(roomId, other.rootId)
  await untilEqual(() => anns.line.held, 2)
  anns.line.release()
  await Promise.all([first, second])
  expect([anns.opened()?.rootId, anns.bodies()]).toEqual([other.rootId, ['r1']])
  anns.threads.close()
  expect(anns.opened()).toBeNull()
})

test('a thread that one may not see cannot be opened, nor can what is no message', async () => {
  const { subjectId: hidden } = await ann.did('room.create', { name: 'hidden', kind: 'private' })
  const { subjectId: secret } = await ann.did('message.post', { roomId: hidden, body: 'secret' })
  const bobs = await aClient(bob)
  for (const id of [secret, crypto.randomUUID()]) {
    await expect(bobs.threads.open(roomId, id)).rejects.toMatchObject({ code: 'message_not_found' })
    expect(bobs.bodies()).toBeNull()
  }
})

test('the threads that one follows come in pages, each once, the unread first', async () => {
  const roots: string[] = []
  for (let n = 0; n < LIMITS.threadPage + 5; n += 1) {
    const rootId = await rootOf(eve, `question ${n}`)
    await says(bob, 'an answer', rootId)
    roots.push(rootId)
  }
  const eves = await aClient(eve)
  await eves.threads.list()
  const shown = () => listThreads(eves.parley.state.user?.threads ?? {}).map(({ root }) => root.id)
  expect([shown().length, eves.threads.hasMore]).toEqual([LIMITS.threadPage, true])
  expect(await eves.threads.more()).toBe(false)
  expect(await eves.threads.more()).toBe(false)
  expect(shown()).toEqual(roots.toReversed())
  // What was read goes behind what was not.
  const last = roots.at(-1) ?? ''
  eves.threads.advance(last, eves.entry(last)?.root.thread?.lastReplySeq ?? 0)
  expect(shown().at(-1)).toBe(last)
})

test('how far one has read a thread is shown at once, goes to one’s other devices, and never goes back', async () => {
  const { rootId, seqs } = await aThreadOf(2)
  const [here, there] = [await aClient(ann), await aClient(ann)]
  for (const { threads } of [here, there]) await threads.list()
  const isUnread = ({ entry }: typeof here) => isThreadUnread(entry(rootId)!)
  expect([isUnread(here), isUnread(there)]).toEqual([true, true])
  here.threads.advance(rootId, seqs[1]!)
  expect(isUnread(here)).toBe(false)
  await untilEqual(() => isUnread(there), false)
  here.threads.advance(rootId, seqs[0]!)
  expect(here.entry(rootId)?.readSeq).toBe(seqs[1]!)
  // A thread of which nothing is known is not marked.
  there.threads.advance(crypto.randomUUID(), 9)
  await says(bob, 'r3', rootId)
  await untilEqual(() => [isUnread(here), isUnread(there)], [true, true])
})

test('of a reply in a thread that is not known, it is asked once whether one follows it', async () => {
  const { rootId } = await aThreadOf(1)
  const [bobs, eves] = [await aClient(bob), await aClient(eve)]
  await says(ann, 'a second answer', rootId)
  await untilEqual(() => bobs.entry(rootId)?.isFollowing, true)
  expect(isThreadUnread(bobs.entry(rootId)!)).toBe(true)
  await untilEqual(() => eves.asked('thread.list'), [{ rootIds: [rootId] }])
  const { seq } = await says(ann, 'a third', rootId)
  await untilEqual(() => eves.parley.state.user?.rooms[roomId]?.cursor, seq)
  // Nobody asks again about it, and of several at once together.
  const others = [await aThreadOf(2), await aThreadOf(2)].map((thread) => thread.rootId)
  await untilEqual(
    () => eves.asked('thread.list').flatMap((input) => (input as { rootIds: string[] }).rootIds),
    [rootId, ...others],
  )
  expect(eves.entry(rootId)).toBeUndefined()
})

test('a thread that could not be read comes by itself when the server can be reached again', async () => {
  const { rootId } = await aThreadOf(2)
  const anns = await aClient(ann)
  anns.line.cut()
  await anns.threads.open(roomId, rootId)
  expect([anns.opened()?.rootId, anns.bodies()]).toEqual([rootId, null])
  anns.line.mend()
  anns.parley.wake()
  await untilEqual(() => anns.bodies(), ['r1', 'r2'])
})

test('what one was away for is caught up, in the thread and in the list', async () => {
  const { rootId, seqs } = await aThreadOf(2)
  const anns = await aClient(ann)
  await anns.threads.list()
  await anns.threads.open(roomId, rootId)
  anns.threads.advance(rootId, seqs[1]!)
  anns.line.cut()
  const { subjectId: third } = await says(bob, 'r3', rootId)
  await bob.did('message.edit', { messageId: third, body: 'r3, better' })
  anns.line.mend()
  anns.parley.wake()
  await untilEqual(() => anns.bodies(), ['r1', 'r2', 'r3, better'])
  await untilEqual(() => isThreadUnread(anns.entry(rootId)!), true)
})

test('after a jump over what was missed, thread and list are read anew', async () => {
  const { rootId } = await aThreadOf(2)
  const anns = await aClient(ann)
  await anns.threads.list()
  await anns.threads.open(roomId, rootId)
  // Nothing of the room arrives any more, and then the server says that it is too much to be told again.
  anns.line.holds = (frame) => frame.t === 'events' && frame.log === roomId
  const { seq } = await says(bob, 'r3', rootId)
  const other = await aThreadOf(1)
  await untilEqual(() => anns.line.held > 0, true)
  anns.line.tell({ t: 'reset', log: roomId, reason: 'too_far', head: seq, tail: 1 })
  await untilEqual(() => anns.bodies(), ['r1', 'r2', 'r3'])
  await untilEqual(() => anns.entry(other.rootId)?.isFollowing, true)
})

test('a room that one loses takes its threads with it', async () => {
  const { subjectId: cabin } = await ann.did('room.create', { name: 'cabin', kind: 'private' })
  await ann.did('room.add-member', { roomId: cabin, userId: bob.id })
  const { subjectId: rootId } = await bob.did('message.post', { roomId: cabin, body: 'Where?' })
  await ann.did('message.post', { roomId: cabin, body: 'Here', rootId })
  const bobs = await aClient(bob)
  await bobs.threads.list()
  await bobs.threads.open(cabin, rootId)
  expect(bobs.parley.state.user?.rooms[cabin]?.thread?.window?.messages).toHaveLength(1)
  await ann.did('room.remove-member', { roomId: cabin, userId: bob.id })
  await untilEqual(() => bobs.entry(rootId), undefined)
  await untilEqual(() => bobs.parley.state.user?.rooms[cabin], undefined)
  expect(await bobs.threads.older()).toBe(false)
})
