import { expect, test } from 'bun:test'
import { Id } from '@parley/protocol/values.ts'
import { createIds } from './ids.ts'

function idsAt(times: number[], fill: (bytes: Uint8Array) => void = (bytes) => void crypto.getRandomValues(bytes)) {
  let calls = 0
  const next = createIds({ date: () => times[Math.min(calls++, times.length - 1)] ?? 0, fillRandom: fill })
  return (count: number) => Array.from({ length: count }, next)
}

test('an id is a UUID of version 7 that the protocol takes, and bears its time', () => {
  const [id = ''] = idsAt([0x0123456789ab])(1)
  expect(Id.safeParse(id).success).toBe(true)
  expect(id.startsWith('01234567-89ab-7')).toBe(true)
})

test('ids of one millisecond grow, more of them than the counter holds', () => {
  const ids = idsAt([1_700_000_000_000], (bytes) => bytes.fill(255))(10_000)
  expect(ids).toEqual(ids.toSorted())
  expect(new Set(ids).size).toBe(10_000)
  expect(ids.every((id) => Id.safeParse(id).success)).toBe(true)
})

test('ids grow while the clock runs backwards by years', () => {
  const ids = idsAt([1_700_000_000_000, 1_600_000_000_000, 5, 0])(100)
  expect(ids).toEqual(ids.toSorted())
  expect(new Set(ids).size).toBe(100)
})

test('two devices at the same moment make different ids', () => {
  const [a] = idsAt([1_700_000_000_000])(1)
  const [b] = idsAt([1_700_000_000_000])(1)
  expect(a).not.toBe(b)
})
