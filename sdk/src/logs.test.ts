import { expect, test } from 'bun:test'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import { posted, ROOM } from '../test/samples.ts'
import { VirtualClock } from '../test/virtual-clock.ts'
import { Logs } from './logs.ts'

type Read = QueryOutput<'log.read'>

function someLogs(answer: Partial<Read>) {
  const told: string[] = []
  const logs = new Logs({
    read: async ({ cursors }) => {
      told.push(`read ${cursors[ROOM]}`)
      return { epoch: 'e', logs: [], resets: [], gone: [], hasMore: false, ...answer }
    },
    apply: (_, events) => void told.push(`apply ${events.map((event) => event.seq).join(' ')}`),
    reset: () => void told.push('reset'),
    gone: () => void told.push('gone'),
  })
  logs.add(ROOM, 4)
  return { logs, told, clock: new VirtualClock() }
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
