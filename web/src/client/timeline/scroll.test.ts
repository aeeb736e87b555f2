import { expect, test } from 'bun:test'
import { TimelineScroll, type ScrollBox } from './scroll.ts'

class Rows implements ScrollBox {
  top = 0
  readonly viewHeight = 400
  rows: { id: string; height: number }[]

  constructor(count: number, first = 1) {
    this.rows = Array.from({ length: count }, (_, i) => ({ id: String(first + i), height: 50 }))
  }

  get height(): number {
    return this.rows.reduce((sum, row) => sum + row.height, 0)
  }

  offsetOf(id: string): number | null {
    let y = -this.top
    for (const row of this.rows) {
      if (row.id === id) return y
      y += row.height
    }
    return null
  }

  firstSeen() {
    let y = -this.top
    for (const row of this.rows) {
      if (y + row.height > 0) return { id: row.id, offset: y }
      y += row.height
    }
    return null
  }
}

const atTheEnd = (box: Rows) => box.top === box.height - box.viewHeight

test('a timeline at its end follows what is said', () => {
  const box = new Rows(20)
  const scroll = new TimelineScroll(box)
  scroll.settle()
  expect(atTheEnd(box)).toBe(true)
  box.rows.push({ id: '21', height: 300 })
  scroll.settle()
  expect(atTheEnd(box)).toBe(true)
})

test('within 100 px of the end one follows, further up one stays', () => {
  const box = new Rows(20)
  const scroll = new TimelineScroll(box)
  scroll.settle()
  box.top -= 100
  scroll.moved()
  expect(scroll.isFollowing).toBe(true)
  box.top -= 1
  scroll.moved()
  expect(scroll.isFollowing).toBe(false)
  const top = box.top
  box.rows.push({ id: '21', height: 50 })
  scroll.settle()
  expect(box.top).toBe(top)
})

test('older messages and growing rows above do not move what one reads', () => {
  const box = new Rows(20)
  const scroll = new TimelineScroll(box)
  box.top = 310
  scroll.moved()
  const before = box.offsetOf('9')
  box.rows.unshift(...new Rows(50, -49).rows)
  scroll.settle()
  expect(box.offsetOf('9')).toBe(before)
  const picture = box.rows[3]
  if (picture) picture.height = 700
  scroll.settle()
  expect(box.offsetOf('9')).toBe(before)
})

test('rows that are taken away above do not move what one reads', () => {
  const box = new Rows(100)
  const scroll = new TimelineScroll(box)
  box.top = 3_000
  scroll.moved()
  const before = box.offsetOf('70')
  box.rows.splice(0, 40)
  scroll.settle()
  expect(box.offsetOf('70')).toBe(before)
})

test('the end of a window is not the end while newer messages are not loaded', () => {
  const box = new Rows(20)
  const scroll = new TimelineScroll(box)
  box.top = 600
  scroll.moved(true)
  expect(scroll.isFollowing).toBe(false)
  box.rows.push(...new Rows(50, 21).rows)
  scroll.settle()
  expect(box.top).toBe(600)
})

test('opens at a row', () => {
  const box = new Rows(40)
  const scroll = new TimelineScroll(box)
  scroll.toRow('20', 120)
  expect(box.offsetOf('20')).toBe(120)
})

test('says which ends are near', () => {
  const box = new Rows(100)
  const scroll = new TimelineScroll(box)
  box.top = 100
  expect(scroll.near()).toEqual({ older: true, newer: false })
  box.top = 4_500
  expect(scroll.near()).toEqual({ older: false, newer: true })
})
