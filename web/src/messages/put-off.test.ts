import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { putOff } from './put-off.ts'

const AT_ONCE = 5
const NOTHING: ReadonlySet<string> = new Set()
const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ key: `${n}` }))

/** Draws until nothing is put off; gives what each drawing drew for the first time. */
function drawAll(items: readonly { key: string }[], drawn: Set<string>): string[][] {
  const drawings: string[][] = []
  let off: ReadonlyMap<string, number> = new Map()
  do {
    const last = items.findLastIndex(({ key }) => drawn.has(key))
    off = putOff(items, last, off)
    const fresh = items.map(({ key }) => key).filter((key) => !drawn.has(key) && !off.has(key))
    for (const key of fresh) drawn.add(key)
    drawings.push(fresh)
  } while (off.size > 0)
  return drawings
}

test('what a timeline begins with is drawn at once', () => {
  expect(putOff(rows(200), -1, NOTHING).size).toBe(0)
})

test('older messages that are put above are drawn at once', () => {
  expect(putOff(rows(200), 199, NOTHING).size).toBe(0)
})

test('of many new ones the newest are drawn, and the first of the rest says how many there are', () => {
  const off = putOff(rows(100), 79, NOTHING)
  expect([...off.keys()].toReversed()).toEqual(
    rows(95)
      .slice(80)
      .map(({ key }) => key),
  )
  expect(off.get('80')).toBe(15)
})

test('what was put off is drawn after what came since', () => {
  const before = putOff(rows(100), 79, NOTHING)
  const off = putOff(rows(102), 99, before)
  expect(off.get('80')).toBe(12)
  expect(off.has('91')).toBe(true)
  expect(off.has('92')).toBe(false)
})

test('however many come, each drawing draws few, and in the end all are drawn', () => {
  fc.assert(
    fc.property(fc.nat(300), fc.integer({ min: 1, max: 50 }), (fresh, known) => {
      const items = rows(known + fresh)
      const drawn = new Set(rows(known).map(({ key }) => key))
      const drawings = drawAll(items, drawn)
      expect(drawn.size).toBe(known + fresh)
      expect(drawings.every((drawing) => drawing.length <= AT_ONCE)).toBe(true)
      expect(drawings.length).toBe(Math.max(1, Math.ceil(fresh / AT_ONCE)))
    }),
  )
})
