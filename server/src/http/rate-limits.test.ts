import { expect, test } from 'bun:test'
import { Bucket, PeriodLimit, RateLimit } from './rate-limits.ts'

function aClock() {
  let ms = 1_000_000
  return { now: () => ms, pass: (moreMs: number) => (ms += moreMs) }
}

test('a burst passes, then so many a second', () => {
  const clock = aClock()
  const limit = new RateLimit({ perS: 5, burst: 15, now: clock.now })
  const taken = (tries: number) =>
    Array.from({ length: tries }, () => limit.take('ann')).filter((waitS) => waitS === 0).length
  expect(taken(100)).toBe(15)
  clock.pass(1_000)
  expect(taken(100)).toBe(5)
  clock.pass(60_000)
  expect(taken(100)).toBe(15)
})

test('one connection has its own bucket, which fills again as the time goes', () => {
  const limit = { perS: 20, burst: 60 }
  const bucket = new Bucket(limit, 0)
  const taken = (now: number) =>
    Array.from({ length: 100 }, () => bucket.take(limit, now)).filter((waitS) => waitS === 0).length
  expect([taken(0), taken(500), taken(1_500), taken(60_000)]).toEqual([60, 10, 20, 60])
  expect(bucket.take(limit, 60_000)).toBe(1)
})

test('what one uses up another does not feel', () => {
  const limit = new RateLimit({ perS: 1, burst: 1, now: aClock().now })
  expect(limit.take('ann')).toBe(0)
  expect(limit.take('ann')).toBe(1)
  expect(limit.take('bob')).toBe(0)
})

test('the seconds to wait are enough, and a refused take costs nothing', () => {
  const clock = aClock()
  const limit = new RateLimit({ perS: 0.5, burst: 5, now: clock.now })
  expect(limit.take('ann', 5)).toBe(0)
  const waitS = limit.take('ann', 2)
  expect(waitS).toBe(4)
  clock.pass(waitS * 1_000)
  expect(limit.take('ann', 2)).toBe(0)
})

test('memory is bounded, and the longest idle key is forgotten first', () => {
  const limit = new RateLimit({ perS: 0.001, burst: 1, now: aClock().now, maxKeys: 3 })
  for (const key of ['ann', 'bob', 'eve', 'dan']) limit.take(key)
  expect(limit.size).toBe(3)
  expect(limit.take('dan')).toBeGreaterThan(0)
  expect(limit.take('ann')).toBe(0)
})

test('in no period are there more than allowed', () => {
  const clock = aClock()
  const limit = new PeriodLimit({ most: 3, periodMs: 3_600_000, now: clock.now })
  expect(limit.take('10.0.0.1')).toBe(0)
  clock.pass(1_800_000)
  expect(limit.take('10.0.0.1')).toBe(0)
  expect(limit.take('10.0.0.1')).toBe(0)
  expect(limit.take('10.0.0.1')).toBe(1_800)
  clock.pass(1_800_000)
  expect(limit.take('10.0.0.1')).toBe(0)
  expect(limit.take('10.0.0.1')).toBe(1_800)
  expect(limit.take('10.0.0.2')).toBe(0)
})

test('the memory of periods is bounded', () => {
  const limit = new PeriodLimit({ most: 1, periodMs: 1_000, now: aClock().now, maxKeys: 2 })
  for (const key of ['ann', 'bob', 'eve']) limit.take(key)
  expect(limit.size).toBe(2)
})
