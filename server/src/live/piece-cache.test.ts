import { expect, test } from 'bun:test'
import { encodeEvents } from './frames.ts'
import { PieceCache } from './piece-cache.ts'

const piece = encodeEvents('tides', [], [])
const { length } = piece.text

test('what a herd of many rooms needs is kept together, up to a size', () => {
  const cache = new PieceCache(() => 0, 1_000 * length)
  for (let n = 0; n < 1_001; n += 1) cache.put(`room ${n}`, 1, 2, piece)
  expect(cache.get('room 0', 1, 2)).toBeNull()
  for (let n = 1; n < 1_001; n += 1) expect(cache.get(`room ${n}`, 1, 2)).toBe(piece)
  expect(cache.size).toBe(1_000 * length)
})

test('after five seconds a piece is neither given nor kept', () => {
  const clock = { now: 0 }
  const cache = new PieceCache(() => clock.now)
  cache.put('tides', 1, 2, piece)
  clock.now = 4_999
  cache.put('reefs', 1, 2, piece)
  cache.round()
  expect(cache.get('tides', 1, 2)).toBe(piece)
  clock.now = 5_000
  expect(cache.get('tides', 1, 2)).toBeNull()
  cache.round()
  expect(cache.size).toBe(length)
  expect(cache.get('reefs', 1, 2)).toBe(piece)
})

test('a piece that is read again takes the place of the former', () => {
  const cache = new PieceCache(() => 0)
  cache.put('tides', 1, 2, piece)
  cache.put('tides', 1, 2, piece)
  expect(cache.size).toBe(length)
})
