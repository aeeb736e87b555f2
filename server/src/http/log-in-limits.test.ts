import { expect, test } from 'bun:test'
import { LogInLimits } from './log-in-limits.ts'

function limits() {
  let ms = 0
  const log = new LogInLimits({ perAccount: 5, perAddress: 100, now: () => ms })
  return { log, pass: (seconds: number) => (ms += seconds * 1_000) }
}

const bobsTry = { group: '192.0.2.1', account: 'ann', isKnownDevice: false }

test('after five tries each further one waits twice as long, up to a minute', () => {
  const { log, pass } = limits()
  for (let i = 0; i < 5; i += 1) expect(log.take(bobsTry)).toBe(0)
  const waits = Array.from({ length: 9 }, () => {
    const waitS = log.take(bobsTry)
    pass(waitS)
    expect(log.take(bobsTry)).toBe(0)
    return waitS
  })
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60])
})

test('tries while waiting do not make the wait longer', () => {
  const { log, pass } = limits()
  for (let i = 0; i < 5; i += 1) log.take(bobsTry)
  for (let i = 0; i < 1_000; i += 1) expect(log.take(bobsTry)).toBe(1)
  pass(1)
  expect(log.take(bobsTry)).toBe(0)
})

test('what eve does to the account from one address is not felt from another', () => {
  const { log } = limits()
  for (let i = 0; i < 50; i += 1) log.take({ ...bobsTry, group: '203.0.113.9' })
  expect(log.take({ ...bobsTry, group: '203.0.113.9' })).toBeGreaterThan(0)
  expect(log.take(bobsTry)).toBe(0)
})

test('a known device behind the same address does not feel it, but may not guess without end', () => {
  const { log } = limits()
  for (let i = 0; i < 50; i += 1) log.take(bobsTry)
  const known = { ...bobsTry, isKnownDevice: true }
  for (let i = 0; i < 5; i += 1) expect(log.take(known)).toBe(0)
  expect(log.take(known)).toBeGreaterThan(0)
})

test('one address that tries many accounts is slowed down after a hundred', () => {
  const { log } = limits()
  for (let i = 0; i < 100; i += 1) expect(log.take({ ...bobsTry, account: `ann${i}` })).toBe(0)
  expect(log.take({ ...bobsTry, account: 'bob' })).toBe(1)
  expect(log.take({ ...bobsTry, account: 'bob', isKnownDevice: true })).toBe(0)
})

test('getting in forgets the tries for the account, not those of the address for others', () => {
  const { log } = limits()
  for (let i = 0; i < 99; i += 1) log.take({ ...bobsTry, account: `other${i}` })
  for (let i = 0; i < 20; i += 1) {
    expect(log.take(bobsTry)).toBe(0)
    log.succeeded(bobsTry)
  }
  expect(log.take({ ...bobsTry, account: 'bob' })).toBe(0)
  expect(log.take({ ...bobsTry, account: 'bob' })).toBeGreaterThan(0)
})

test('after fifteen quiet minutes all is as before', () => {
  const { log, pass } = limits()
  for (let i = 0; i < 5; i += 1) log.take(bobsTry)
  pass(15 * 60)
  for (let i = 0; i < 5; i += 1) expect(log.take(bobsTry)).toBe(0)
})

test('memory is bounded', () => {
  const log = new LogInLimits({ perAccount: 1, perAddress: 1_000, now: () => 0, maxKeys: 2 })
  for (const account of ['ann', 'bob', 'eve']) log.take({ ...bobsTry, account })
  expect(log.take({ ...bobsTry, account: 'eve' })).toBeGreaterThan(0)
  expect(log.take({ ...bobsTry, account: 'ann' })).toBe(0)
})
