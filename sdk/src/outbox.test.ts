import { expect, test } from 'bun:test'
import { ParleyError } from '@parley/protocol/errors.ts'
import { portsOf } from '../test/clock-ports.ts'
import { ANN, BOB, idOf, ROOM } from '../test/samples.ts'
import { VirtualClock } from '../test/virtual-clock.ts'
import { Outbox } from './outbox.ts'
import { createMemoryOutbox, type OutboxCommand, type OutboxStore } from './outbox-store.ts'
import type { Results } from './requests.ts'
import { Unreachable } from './unreachable.ts'

const OTHER = idOf(0x101)
let made = 0

function post(body: string, roomId = ROOM): OutboxCommand {
  made += 1
  return { name: 'message.post', input: { id: idOf(0x5000 + made), roomId, body } }
}

const textOf = (command: OutboxCommand) => ('body' in command.input ? command.input.body : '')
const ok = (seq = 1) => ({ outcome: { logId: ROOM, seq, at: '', subjectId: '' } })
const refused = (error: ParleyError) => ({ error: error.toWire() })

/** An outbox whose server answers what the test says, and notes what was sent. */
function anOutbox(store: OutboxStore = createMemoryOutbox(), userId = ANN) {
  const clock = new VirtualClock()
  const sent: string[][] = []
  const ids: string[] = []
  let answer: (commands: readonly OutboxCommand[]) => Promise<Results> = async (commands) => commands.map(() => ok())
  const outbox = new Outbox(userId, {
    ports: portsOf(clock),
    store,
    nextId: () => idOf(0x9000 + ++made),
    run: (commands) => {
      sent.push(commands.map(textOf))
      ids.push(...commands.map((command) => command.input.id))
      return answer(commands)
    },
    withLeadership: (work) => work(),
    cursorOf: () => 0,
    changed: () => {},
  })
  const reply = (next: typeof answer) => (answer = next)
  const states = () => outbox.entries.map((entry) => `${textOf(entry.command)} ${entry.state}`)
  return { outbox, clock, sent, ids, store, reply, states }
}

test('a command is stored before it is shown, and is not shown when it cannot be stored', async () => {
  const store = createMemoryOutbox()
  let fail = (_: Error) => {}
  const slow = anOutbox({ ...store, add: () => new Promise<void>((_, reject) => (fail = reject)) })
  await slow.clock.settle()
  const adding = slow.outbox.add(ROOM, post('lost'))
  expect(slow.outbox.entries).toEqual([])
  fail(new Error('quota'))
  await expect(adding).rejects.toThrow('quota')
  expect(slow.outbox.entries).toEqual([])
  const whole = anOutbox(store)
  await whole.outbox.add(ROOM, post('kept'))
  expect(await store.list(ANN)).toHaveLength(1)
  expect(whole.states()).toEqual(['kept waiting'])
})

test('commands of a room go in order, at most five together, and the next when those are done', async () => {
  const { outbox, sent, clock, states } = anOutbox()
  for (let n = 1; n <= 7; n += 1) await outbox.add(ROOM, post(`m${n}`))
  expect(sent).toEqual([])
  outbox.setConnected(true)
  await clock.settle()
  expect(sent).toEqual([
    ['m1', 'm2', 'm3', 'm4', 'm5'],
    ['m6', 'm7'],
  ])
  expect(states().every((state) => state.endsWith('sent'))).toBe(true)
})

test('one batch of a room is under way at a time, while another room goes on', async () => {
  const { outbox, sent, clock, reply } = anOutbox()
  outbox.setConnected(true)
  reply(() => new Promise(() => {}))
  await outbox.add(ROOM, post('a1'))
  await outbox.add(ROOM, post('a2'))
  await outbox.add(OTHER, post('b1', OTHER))
  await clock.settle()
  expect(sent).toEqual([['a1'], ['b1']])
})

test('long texts are not put into one frame together', async () => {
  const { outbox, sent, clock } = anOutbox()
  for (let n = 0; n < 5; n += 1) await outbox.add(ROOM, post('😀'.repeat(16_000)))
  outbox.setConnected(true)
  await clock.settle()
  const longest = Math.max(...sent.map((batch) => new TextEncoder().encode(JSON.stringify(batch)).length))
  expect(longest).toBeLessThan(262_144)
  expect(sent.flat()).toHaveLength(5)
  expect(sent.length).toBeLessThan(5)
})

test('while nobody answers it is sent again with the same id, for ever', async () => {
  const { outbox, ids, clock, reply, states } = anOutbox()
  outbox.setConnected(true)
  reply(() => Promise.reject(new Unreachable()))
  await outbox.add(ROOM, post('m'))
  await clock.advance(3_600_000)
  expect(ids.length).toBeGreaterThan(100)
  expect(new Set(ids).size).toBe(1)
  expect(states()).toEqual(['m waiting'])
  reply(async () => [ok()])
  await clock.advance(30_000)
  expect(states()).toEqual(['m sent'])
})

test('a new connection does not wait for what an old one was waiting for', async () => {
  const { outbox, sent, clock, reply } = anOutbox()
  outbox.setConnected(true)
  reply(() => Promise.reject(new Unreachable()))
  await outbox.add(ROOM, post('m'))
  await clock.advance(600_000)
  outbox.setConnected(false)
  const before = sent.length
  await clock.advance(60_000)
  expect(sent.length).toBe(before)
  outbox.setConnected(true)
  await clock.settle()
  outbox.setConnected(false)
  outbox.setConnected(true)
  await clock.settle()
  expect(sent.length).toBe(before + 2)
})

test('an error that may pass is waited for as long as the server says', async () => {
  const { outbox, sent, clock, reply, states } = anOutbox()
  outbox.setConnected(true)
  reply(async () => [refused(new ParleyError('too_fast', { retryS: 10 }))])
  await outbox.add(ROOM, post('m'))
  await clock.advance(9_900)
  expect(sent).toHaveLength(1)
  reply(async () => [ok()])
  await clock.advance(5_000)
  expect(sent).toHaveLength(2)
  expect(states()).toEqual(['m sent'])
})

test('an error for good keeps the text and holds up the later ones of its room alone', async () => {
  const { outbox, clock, reply, states, store } = anOutbox()
  for (const body of ['m1', 'm2', 'm3']) await outbox.add(ROOM, post(body))
  await outbox.add(OTHER, post('b1', OTHER))
  reply(async (commands) => (commands.length > 1 ? [ok(), refused(new ParleyError('too_large'))] : [ok()]))
  outbox.setConnected(true)
  await clock.advance(60_000)
  expect(states()).toEqual(['m1 sent', 'm2 failed', 'm3 waiting', 'b1 sent'])
  expect(outbox.entries[1]?.error?.code).toBe('too_large')
  expect((await store.list(ANN)).map((entry) => entry.state)).toEqual(['failed', 'waiting'])
})

test('what failed for good goes again under a new id and in its old place', async () => {
  const { outbox, clock, reply, states, ids, sent } = anOutbox()
  await outbox.add(ROOM, post('m1'))
  await outbox.add(ROOM, post('m2'))
  reply(async () => [refused(new ParleyError('id_reused'))])
  outbox.setConnected(true)
  await clock.settle()
  const [first = ''] = ids
  reply(async (commands) => commands.map(() => ok()))
  await outbox.retry(outbox.entries[0]?.key ?? '')
  await clock.settle()
  expect(states()).toEqual(['m1 sent', 'm2 sent'])
  expect(sent.at(-1)).toEqual(['m1', 'm2'])
  expect(ids.at(-2)).not.toBe(first)
})

test('retrying what nobody answered goes at once under the same id', async () => {
  const { outbox, clock, reply, ids } = anOutbox()
  outbox.setConnected(true)
  reply(() => Promise.reject(new Unreachable()))
  const { key } = await outbox.add(ROOM, post('m'))
  await clock.settle()
  await outbox.retry(key)
  await clock.settle()
  expect(ids).toEqual([key, key])
})

test('discarding what failed lets the later ones go', async () => {
  const { outbox, clock, reply, states, store } = anOutbox()
  await outbox.add(ROOM, post('m1'))
  await outbox.add(ROOM, post('m2'))
  reply(async () => [refused(new ParleyError('forbidden'))])
  outbox.setConnected(true)
  await clock.settle()
  reply(async () => [ok()])
  await outbox.discard(outbox.entries[0]?.key ?? '')
  await clock.settle()
  expect(states()).toEqual(['m2 sent'])
  expect(await store.list(ANN)).toEqual([])
})

test('a session that is over is no failure of the text', async () => {
  const { outbox, clock, reply, states } = anOutbox()
  await outbox.add(ROOM, post('m'))
  reply(async () => [refused(new ParleyError('session_ended'))])
  outbox.setConnected(true)
  await clock.advance(100_000)
  expect(states()).toEqual(['m waiting'])
})

test('an event of the log is as good as the ack that was lost', async () => {
  const { outbox, clock, reply, store } = anOutbox()
  reply(() => Promise.reject(new Unreachable()))
  outbox.setConnected(true)
  const { key } = await outbox.add(ROOM, post('m'))
  outbox.settle(ROOM, new Set([key]))
  await clock.settle()
  expect(outbox.entries).toEqual([])
  expect(await store.list(ANN)).toEqual([])
})

test('a program that starts again sends what was left, and never what somebody else left', async () => {
  const store = createMemoryOutbox()
  const before = anOutbox(store)
  await before.outbox.add(ROOM, post('left over'))
  before.outbox.close()
  const bob = anOutbox(store, BOB)
  bob.outbox.setConnected(true)
  await bob.clock.advance(60_000)
  expect(bob.sent).toEqual([])
  const ann = anOutbox(store)
  ann.outbox.setConnected(true)
  await ann.clock.settle()
  expect(ann.sent).toEqual([['left over']])
})

test('of two tabs that share a store one sends, and the other when the first is gone', async () => {
  const shared = createMemoryOutbox()
  const watchers = new Set<() => void>()
  const store: OutboxStore = {
    ...shared,
    add: async (entry) => {
      await shared.add(entry)
      for (const watcher of watchers) watcher()
    },
    watch: (changed) => {
      watchers.add(changed)
      return () => watchers.delete(changed)
    },
  }
  const first = anOutbox(store)
  const waiting = anOutboxThatWaits(store)
  first.outbox.setConnected(true)
  waiting.outbox.setConnected(true)
  await waiting.outbox.add(ROOM, post('from the other tab'))
  await first.clock.settle()
  expect(first.sent).toEqual([['from the other tab']])
  expect(waiting.sent).toEqual([])
  first.outbox.close()
  waiting.takeOver()
  await waiting.outbox.add(ROOM, post('alone now'))
  await waiting.clock.settle()
  expect(waiting.sent.flat()).toContain('alone now')
})

/** A tab whose turn to lead comes when the test says so. */
function anOutboxThatWaits(store: OutboxStore) {
  let takeOver = () => {}
  const turn = new Promise<void>((resolve) => (takeOver = resolve))
  const clock = new VirtualClock()
  const sent: string[][] = []
  const outbox = new Outbox(ANN, {
    ports: portsOf(clock),
    store,
    nextId: () => idOf(++made),
    run: async (commands) => {
      sent.push(commands.map(textOf))
      return commands.map(() => ok())
    },
    withLeadership: async (work) => {
      await turn
      await work()
    },
    cursorOf: () => 0,
    changed: () => {},
  })
  return { outbox, clock, sent, takeOver }
}
