import { expect, test } from 'bun:test'
import { aGoodHistory } from './good-history.ts'
import { type Entry, mergeHistories, parseHistory, toLine, tokenOf, tokensIn } from './history.ts'

test('a token is found in whatever text it stands, and nothing else is', () => {
  expect(tokensIn(`{"body":"${tokenOf(7)} and ${tokenOf(123456789)}","id":"zq123"}`)).toEqual([
    tokenOf(7),
    tokenOf(123456789),
  ])
})

test('a history is read as it was written, without the line that its writer did not finish', () => {
  const { entries } = aGoodHistory()
  const text = entries.map(toLine).join('')
  expect(parseHistory(text)).toEqual(entries)
  expect(parseHistory(text.slice(0, -5))).toEqual(entries.slice(0, -1))
})

test('histories of several clients come into one order, and what one client wrote keeps its own', () => {
  const outbox = (t: number, waiting: number): Entry => ({ k: 'outbox', t, client: 'ann/1', waiting })
  const merged = mergeHistories([[outbox(1, 0), outbox(5, 1), outbox(5, 2)], [outbox(3, 3)]])
  expect(merged.map((entry) => entry.k === 'outbox' && entry.waiting)).toEqual([0, 3, 1, 2])
})
