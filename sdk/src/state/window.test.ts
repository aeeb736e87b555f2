import { expect, test } from 'bun:test'
import { aMessage, deleted, edited, frozen, BOB, ANN, idOf, memberEvent, posted, reacted } from '../../test/samples.ts'
import {
  asToldTo,
  appendPage,
  applyToWindow,
  findIndex,
  prependPage,
  replaceWindow,
  trim,
  type Window,
  FOLLOWED_MAX,
  WINDOW_MAX,
} from './window.ts'

const page = (from: number, to: number, hasOlder = true, hasNewer = false) => ({
  messages: Array.from({ length: to - from + 1 }, (_, index) => aMessage(from + index)),
  hasOlder,
  hasNewer,
})
const seqs = (window: Window) => window.messages.map((message) => message.seq)

test('older and newer pages are put at their ends, and what is already there is not repeated', () => {
  const start = frozen(replaceWindow(page(5, 7, true, true)))
  expect(seqs(prependPage(start, page(3, 5)))).toEqual([3, 4, 5, 6, 7])
  expect(prependPage(start, page(3, 5, false)).hasOlder).toBe(false)
  expect(seqs(appendPage(start, page(7, 9)))).toEqual([5, 6, 7, 8, 9])
  expect(appendPage(start, page(7, 9)).hasNewer).toBe(false)
})

test('what is posted goes to the end of a window that reaches the present, and only there', () => {
  expect(seqs(applyToWindow(frozen(replaceWindow(page(1, 2))), posted(3)))).toEqual([1, 2, 3])
  expect(seqs(applyToWindow(frozen(replaceWindow(page(1, 2, false, true))), posted(9)))).toEqual([1, 2])
})

test('applying an event twice, or an older version late, changes nothing', () => {
  const window = applyToWindow(replaceWindow(page(1, 3)), edited(8, 2, 'new'))
  expect(applyToWindow(frozen(window), edited(8, 2, 'new'))).toBe(window)
  expect(applyToWindow(window, edited(7, 2, 'old')).messages[1]?.body).toBe('new')
  expect(applyToWindow(window, posted(2)).messages[1]?.body).toBe('new')
})

test('a deleted message keeps its place and loses its text', () => {
  const window = applyToWindow(frozen(replaceWindow(page(1, 3))), deleted(9, 2))
  expect(seqs(window)).toEqual([1, 2, 3])
  expect(window.messages[1]).toMatchObject({ body: '', version: 9 })
})

test('an edit of a message outside the window and an event about people change nothing', () => {
  const window = frozen(replaceWindow(page(5, 6)))
  expect(applyToWindow(window, edited(9, 2))).toBe(window)
  expect(applyToWindow(window, memberEvent('member.left', 9, idOf(1), null))).toBe(window)
})

test('a window stays bounded: reading back drops the newest, following drops the oldest', () => {
  const full = frozen(replaceWindow(page(1001, 1000 + WINDOW_MAX, false)))
  const back = prependPage(full, page(951, 1000))
  expect([back.messages.length, back.messages[0]?.seq, back.hasNewer]).toEqual([WINDOW_MAX, 951, true])
  const live = applyToWindow(full, posted(5000))
  expect([live.messages.length, live.messages.at(-1)?.seq, live.hasOlder]).toEqual([FOLLOWED_MAX, 5000, true])
  const reading = applyToWindow({ ...full, keep: 'oldest' }, posted(5000))
  expect([reading.messages[0]?.seq, reading.messages.at(-1)?.seq, reading.hasNewer]).toEqual([
    1001,
    1000 + WINDOW_MAX,
    true,
  ])
  expect(trim(full, WINDOW_MAX)).toBe(full)
})

test('a jump leaves a hole that shrinks with each older page and closes when the known part is reached', () => {
  const jumped = replaceWindow(page(901, 950), 500)
  expect(jumped.hole).toEqual({ after: 500, before: 901 })
  const smaller = prependPage(jumped, page(701, 900))
  expect(smaller.hole).toEqual({ after: 500, before: 701 })
  expect(prependPage(smaller, page(501, 700)).hole).toBeNull()
  expect(prependPage(smaller, page(600, 700, false)).hole).toBeNull()
  expect(replaceWindow(page(501, 550), 500).hole).toBeNull()
  expect(replaceWindow(page(901, 950)).hole).toBeNull()
})

test('a place is found among messages with holes between their seqs', () => {
  const messages = [2, 4, 8].map((seq) => aMessage(seq))
  expect([1, 2, 3, 8, 9].map((seq) => findIndex(messages, seq))).toEqual([0, 0, 1, 2, 3])
})

test('one’s own reactions stay known while others react, and one’s own events change them', () => {
  const page3 = page(1, 3)
  const start = frozen(replaceWindow({ ...page3, messages: page3.messages.with(1, aMessage(2, { mine: ['🎉'] })) }))
  const others = applyToWindow(start, asToldTo(reacted(9, 2, BOB, ['👍']), ANN))
  expect(others.messages[1]).toMatchObject({ version: 9, mine: ['🎉'], reactions: [{ emoji: '👍', count: 1 }] })
  const own = applyToWindow(frozen(others), asToldTo(reacted(10, 2, ANN, ['🎉', '👀']), ANN))
  expect(own.messages[1]?.mine).toEqual(['🎉', '👀'])
  // A catch-up tells each event with the present state: the later event of the same version says what is one's own.
  const late = applyToWindow(start, { ...reacted(9, 2, BOB, []), message: aMessage(2, { version: 10 }) })
  expect(applyToWindow(late, asToldTo(reacted(10, 2, ANN, []), ANN)).messages[1]?.mine).toBeUndefined()
  expect(applyToWindow(own, deleted(11, 2)).messages[1]).not.toHaveProperty('mine')
})
