import { expect, test } from 'bun:test'
import { PLAIN } from '@parley/protocol/answers.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { type Said, timelineItems } from './timeline-items.ts'

const says = (seq: number, authorId: string, at: string, more: Partial<Message> = {}): Said => ({
  message: {
    id: `m${seq}`,
    roomId: 'r',
    seq,
    version: seq,
    authorId,
    body: 'a',
    at: `2026-11-${at}:00.000Z`,
    editedAt: null,
    deletedAt: null,
    ...PLAIN,
    ...more,
  },
  state: 'sent',
})
const shapeOf = (items: ReturnType<typeof timelineItems>) =>
  items.map((item) => (item.kind === 'message' ? `${item.said.message.id}${item.isFirst ? ' first' : ''}` : item.kind))

test('messages of one author within five minutes are a run', () => {
  const said = [
    says(1, 'ann', '20T10:00'),
    says(2, 'ann', '20T10:04'),
    says(3, 'ann', '20T10:09'),
    says(4, 'bob', '20T10:09'),
  ]
  expect(shapeOf(timelineItems({ said, zone: 'UTC' }))).toEqual(['day', 'm1 first', 'm2', 'm3 first', 'm4 first'])
})

test('an answer stands on its own, and may begin a run', () => {
  const replyTo = { id: 'm1', seq: 1, version: 1, authorId: 'ann', rootId: null, snippet: 'a', deletedAt: null }
  const said = [says(1, 'ann', '20T10:00'), says(2, 'ann', '20T10:01', { replyTo }), says(3, 'ann', '20T10:02')]
  expect(shapeOf(timelineItems({ said, zone: 'UTC' }))).toEqual(['day', 'm1 first', 'm2 first', 'm3'])
})

test('each day of the reader has a divider', () => {
  const said = [says(1, 'ann', '20T22:58'), says(2, 'ann', '20T23:01')]
  expect(shapeOf(timelineItems({ said, zone: 'UTC' }))).toEqual(['day', 'm1 first', 'm2'])
  expect(shapeOf(timelineItems({ said, zone: 'Europe/Berlin' }))).toEqual(['day', 'm1 first', 'day', 'm2 first'])
})

test('a day’s divider stays the same one when its first message leaves the window, and no two are the same', () => {
  const daysOf = (said: Said[]) =>
    timelineItems({ said, zone: 'UTC' }).flatMap(({ kind, key }) => (kind === 'day' ? [key] : []))
  const said = [says(1, 'ann', '20T10:00'), says(2, 'ann', '20T10:01'), says(3, 'ann', '21T10:00')]
  expect(daysOf(said.slice(1))).toEqual(daysOf(said))
  const back = [...said, says(4, 'ann', '20T11:00'), says(5, 'ann', '21T11:00')]
  expect(new Set(daysOf(back)).size).toBe(4)
})

test('the divider stands once, before the first message that was not read, and ends a run', () => {
  const said = [says(1, 'ann', '20T10:00'), says(3, 'ann', '20T10:01'), says(4, 'ann', '20T10:02')]
  expect(shapeOf(timelineItems({ said, newAfter: 2, zone: 'UTC' }))).toEqual([
    'day',
    'm1 first',
    'new',
    'm3 first',
    'm4',
  ])
  expect(shapeOf(timelineItems({ said, newAfter: 4, zone: 'UTC' }))).toEqual(['day', 'm1 first', 'm3', 'm4'])
  expect(shapeOf(timelineItems({ said, newAfter: null, zone: 'UTC' }))).not.toContain('new')
})

test('what waits to be sent is not new', () => {
  const waiting: Said = { ...says(9, 'ann', '20T10:02'), state: 'pending' }
  expect(shapeOf(timelineItems({ said: [says(1, 'bob', '20T10:00'), waiting], newAfter: 1, zone: 'UTC' }))).toEqual([
    'day',
    'm1 first',
    'm9 first',
  ])
})

test('a deleted message leaves a line, and ends a run', () => {
  const gone = says(2, 'ann', '20T10:01', { deletedAt: '2026-11-20T11:00:00.000Z', body: '' })
  const said = [says(1, 'ann', '20T10:00'), gone, says(3, 'ann', '20T10:02')]
  expect(shapeOf(timelineItems({ said, zone: 'UTC' }))).toEqual(['day', 'm1 first', 'tombstone', 'm3 first'])
})

test('what is missing shows where it is missing', () => {
  const said = [says(1, 'ann', '20T10:00'), says(2, 'ann', '20T10:01'), says(50, 'ann', '20T10:02')]
  const items = timelineItems({ said, holes: [{ after: 2, before: 50 }], zone: 'UTC' })
  expect(shapeOf(items)).toEqual(['day', 'm1 first', 'm2', 'hole', 'm50 first'])
})

test('a change of a message that was deleted meanwhile, which failed, is not gone with it', () => {
  const deletedAt = '2026-11-20T10:05:00.000Z'
  const said: Said[] = [
    says(1, 'ann', '20T10:00', { deletedAt }),
    { ...says(2, 'ann', '20T10:01', { deletedAt }), state: 'failed', reason: 'It was deleted.' },
  ]
  expect(shapeOf(timelineItems({ said, zone: 'UTC' }))).toEqual(['day', 'tombstone', 'm2 first'])
})
