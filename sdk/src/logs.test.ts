import { expect, test } from 'bun:test'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import { posted, ROOM } from '../test/samples.ts'
import { VirtualClock } from '../test/virtual-clock.ts'
import { Logs } from './logs.ts'
import { Unreachable } from './unreachable.ts'

type Read = QueryOutput<'log.read'>

function someLogs(answer: Partial<Read>) {
  const told: string[] = []
  const clock = new VirtualClock()
  const line = { isUp: true, isBroken: false }
  const logs = new Logs({
    after: clock.after,
    random: () => 0,
    isUp: () => line.isUp,
    read: async ({ cursors }) => {
      told.push(`read ${cursors[ROOM]}`)
      if (line.isBroken) throw new Unreachable()
      return { epoch: 'e', logs: [], resets: [], gone: [], hasMore: false, ...answer }
    },
    apply: (_, events) => void told.push(`apply ${events.map((event) => event.seq).join(' ')}`),
    reset: () => void told.push('reset'),
    gone: () => void told.push('gone'),
  })
  logs.add(ROOM, 4)
  return { logs, told, clock, line }
}

test('an answer without anything new is not asked for in a circle, but at the next sign', async () => {
  const { logs, told, clock } = someLogs({})
  logs.receive({ t: 'heads', heads: { [ROOM]: 6 } })
  for (let turn = 0; turn < 5; turn += 1) await clock.settle()
  expect(told).toEqual(['read 4'])
  logs.receive({ t: 'heads', heads: { [ROOM]: 6 } })
  await clock.settle()
  expect(told).toEqual(['read 4', 'read 4'])
})

test('a range that could not be had is asked for again, ever more rarely, though nothing more is heard of the log', async () => {
  const { logs, told, clock, line } = someLogs({ logs: [{ log: ROOM, events: [posted(5), posted(6)], people: [] }] })
  line.isBroken = true
  logs.receive({ t: 'heads', heads: { [ROOM]: 6 } })
  await clock.advance(499)
  expect(told).toEqual(['read 4'])
  await clock.advance(1)
  expect(told).toEqual(['read 4', 'read 4'])
  await clock.advance(600_000)
  expect(told.length).toBeLessThan(60)
  line.isBroken = false
  await clock.advance(30_000)
  expect(told.slice(-2)).toEqual(['read 4', 'apply 5 6'])
  expect(clock.waiting).toBe(0)
})

test('many logs that fail at once wait no longer than one', async () => {
  const { logs, told, clock, line } = someLogs({})
  line.isBroken = true
  const others = Array.from({ length: 20 }, (_, n) => `room ${n}`)
  for (const other of others) logs.add(other, 4)
  logs.receive({ t: 'heads', heads: Object.fromEntries([ROOM, ...others].map((log) => [log, 6])) })
  await clock.advance(500)
  expect(told.length).toBe(42)
  await clock.advance(1_000)
  expect(told.length).toBe(63)
})

test('while there is no connection nothing is asked for, and nothing waits', async () => {
  const { logs, told, clock, line } = someLogs({})
  line.isBroken = true
  logs.receive({ t: 'heads', heads: { [ROOM]: 6 } })
  await clock.settle()
  expect(clock.waiting).toBe(1)
  line.isUp = false
  logs.rest()
  expect(clock.waiting).toBe(0)
  logs.receive({ t: 'heads', heads: { [ROOM]: 6 } })
  await clock.settle()
  expect(told).toEqual(['read 4', 'read 4'])
  expect(clock.waiting).toBe(0)
})

test('a range that was lost is read, and told once', async () => {
  const { logs, told, clock } = someLogs({ logs: [{ log: ROOM, events: [posted(5), posted(6)], people: [] }] })
  logs.receive({ t: 'events', log: ROOM, events: [posted(6)], people: [] })
  await clock.settle()
  expect(told).toEqual(['read 4', 'apply 5 6'])
  expect(logs.cursors).toEqual({ [ROOM]: 6 })
})

test('a log that was reset or is gone is followed no longer, and says so once', () => {
  const reset = someLogs({})
  const frame = { t: 'reset', log: ROOM, reason: 'too_far', head: 9, tail: 0 } as const
  reset.logs.receive(frame)
  reset.logs.receive(frame)
  reset.logs.receive({ t: 'events', log: ROOM, events: [posted(5)], people: [] })
  expect([reset.told, reset.logs.cursors]).toEqual([['reset'], {}])
  const gone = someLogs({})
  gone.logs.receive({ t: 'gone', log: ROOM })
  gone.logs.receive({ t: 'gone', log: ROOM })
  expect([gone.told, gone.logs.has(ROOM)]).toEqual([['gone'], false])
})

test('a range that comes after its log was reset is not told', async () => {
  const { logs, told, clock } = someLogs({ logs: [{ log: ROOM, events: [posted(5)], people: [] }] })
  logs.receive({ t: 'heads', heads: { [ROOM]: 5 } })
  logs.drop(ROOM)
  logs.add(ROOM, 30)
  await clock.settle()
  expect(told).toEqual(['read 4'])
})
