import { expect, test } from 'bun:test'
import { placeFor } from './place-beside.ts'

const view = { width: 1_000, height: 600 }
const size = { width: 300, height: 200 }
const at = (left: number, top: number) => ({ left, right: left + 80, top, bottom: top + 20 })

test('a card stands under its name, above it where there is no room, and never outside the view', () => {
  expect(placeFor(size, at(400, 100), view, false)).toEqual({ left: 400, top: 128 })
  expect(placeFor(size, at(400, 500), view, false)).toEqual({ left: 400, top: 292 })
  expect(placeFor(size, at(950, 100), view, false)).toEqual({ left: 692, top: 128 })
  expect(placeFor({ width: 300, height: 590 }, at(400, 300), view, false).top).toBe(8)
})

test('where one reads from right to left it begins at the right', () => {
  expect(placeFor(size, at(400, 100), view, true).left).toBe(180)
  expect(placeFor(size, at(20, 100), view, true).left).toBe(8)
})
