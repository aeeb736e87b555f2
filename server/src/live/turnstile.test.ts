import { expect, test } from 'bun:test'
import { Turnstile } from './turnstile.ts'

test('so many enter a second, and the next are spread over the seconds that follow', () => {
  const clock = { now: 0 }
  const turnstile = new Turnstile({ perS: 100, now: () => clock.now })
  const waits = Array.from({ length: 350 }, () => turnstile.enter())
  const countOf = (s: number) => waits.filter((wait) => wait === s).length
  expect([countOf(0), countOf(1), countOf(2), countOf(3)]).toEqual([100, 100, 100, 50])
})

test('all of a herd are in after as many seconds as it takes, and nobody is refused twice', () => {
  const clock = { now: 0 }
  const turnstile = new Turnstile({ perS: 100, now: () => clock.now })
  const comesAt = Array.from({ length: 500 }, () => turnstile.enter())
  for (let s = 1; s <= 4; s += 1) {
    clock.now = s * 1_000
    const back = comesAt.filter((at) => at === s)
    expect(back.map(() => turnstile.enter())).toEqual(back.map(() => 0))
  }
  expect(Math.max(...comesAt)).toBe(4)
})

test('nobody is sent away for longer than half a minute', () => {
  const turnstile = new Turnstile({ perS: 1, now: () => 0 })
  const waits = Array.from({ length: 100 }, () => turnstile.enter())
  expect(Math.max(...waits)).toBe(30)
})
