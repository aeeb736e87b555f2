import { expect, test } from 'bun:test'
import { COLUMNS, stepIn } from './emoji-grid.tsx'

const step = (key: string, from: number, turns = false) => stepIn({ key, from, count: 20, turns })

test('arrows go to the neighbour, which is the other one where one reads from right to left', () => {
  expect([step('ArrowRight', 3), step('ArrowLeft', 3)]).toEqual([4, 2])
  expect([step('ArrowRight', 3, true), step('ArrowLeft', 3, true)]).toEqual([2, 4])
  expect([step('ArrowDown', 3), step('ArrowUp', COLUMNS + 3)]).toEqual([COLUMNS + 3, 3])
})

test('they stop at the ends, and upwards they lead out', () => {
  expect([step('ArrowLeft', 0), step('ArrowRight', 19), step('ArrowDown', 15)]).toEqual([0, 19, 19])
  expect([step('Home', 9), step('End', 9), step('PageDown', 9), step('PageUp', 9)]).toEqual([0, 19, 19, 0])
  expect(step('ArrowUp', 3)).toBe(-1)
  expect(step('a', 3)).toBeNull()
})
