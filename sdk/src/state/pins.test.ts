import { expect, test } from 'bun:test'
import type { RoomEvent } from '@parley/protocol/events.ts'
import type { Message } from '@parley/protocol/messages.ts'
import { aMessage, ANN, atSeq, deleted, edited, frozen } from '../../test/samples.ts'
import { applyToPins, type Pins, withOlderPins } from './pins.ts'

const pinnedAt = (seq: number, of: number) => aMessage(of, { version: seq, pin: { at: atSeq(seq), byId: ANN } })
const event = (type: 'message.pinned' | 'message.unpinned', seq: number, message: Message) =>
  ({ type, seq, at: atSeq(seq), actorId: ANN, subjectId: message.id, message, thread: null }) satisfies RoomEvent
const seqs = (pins: Pins) => pins.messages.map(({ seq }) => seq)

const pins = frozen({ messages: [pinnedAt(9, 2), pinnedAt(8, 5)], next: 8 })

test('what is pinned comes first, once, and goes when it is unpinned or deleted', () => {
  const more = applyToPins(pins, event('message.pinned', 10, pinnedAt(10, 3)))
  expect(seqs(more)).toEqual([3, 2, 5])
  expect(applyToPins(frozen(more), event('message.pinned', 10, pinnedAt(10, 3)))).toBe(more)
  expect(seqs(applyToPins(more, event('message.unpinned', 11, aMessage(2, { version: 11 }))))).toEqual([3, 5])
  expect(seqs(applyToPins(more, deleted(11, 5)))).toEqual([3, 2])
})

test('an edit is shown in its place, and an older event changes nothing', () => {
  const kept = { ...edited(10, 5, 'better'), message: { ...pinnedAt(8, 5), version: 10, body: 'better' } }
  expect(applyToPins(pins, kept).messages.map(({ body }) => body)).toEqual(['m2', 'better'])
  expect(applyToPins(pins, event('message.unpinned', 7, aMessage(2, { version: 7 })))).toBe(pins)
})

test('a pin that was taken back since is not added, and other messages are left out', () => {
  expect(applyToPins(pins, event('message.pinned', 10, aMessage(3, { version: 12 })))).toBe(pins)
  expect(applyToPins(pins, edited(12, 3))).toBe(pins)
})

test('older pins come after those that are there, each once, and only where they were asked for', () => {
  const page = { messages: [pinnedAt(8, 5), pinnedAt(4, 1)], next: null }
  const more = withOlderPins(pins, 8, page)!
  expect([seqs(more), more.next]).toEqual([[2, 5, 1], null])
  // Another page came meanwhile, or the list was read anew.
  expect(withOlderPins(more, 8, page)).toBe(more)
  expect(seqs(applyToPins(frozen(more), event('message.unpinned', 12, aMessage(1, { version: 12 }))))).toEqual([2, 5])
})
