import { afterAll, expect, setDefaultTimeout, test } from 'bun:test'
import { endAll } from '../support/ends.ts'
import type { FaultKind } from './faults.ts'
import { run } from './run.ts'

setDefaultTimeout(600_000)
afterAll(endAll)

const CHEAP = [
  'kill-worker',
  'kill-before-commit',
  'kill-after-commit',
  'kill-after-publish',
  'kill-after-ack',
  'kill-in-catch-up',
  'kill-in-drain',
  'kill-in-sync',
  'power-loss',
  'pause',
  'term',
  'full-disk',
  'failed-sync',
  'slow-sync',
  'clock-jump',
  'lost-frame',
  'doubled-frame',
  'doubled-ack',
  'reordered-frames',
  'reset',
] as const satisfies readonly FaultKind[]

const options = { minutes: null, times: 1, seed: 'test', isShort: true, perS: 300, work: 25, tell: () => {} }

test('what was acknowledged survives every fault once, and nobody sees anything twice or out of order', async () => {
  const report = await run({ ...options, faults: CHEAP, broken: '' })
  expect(report.findings).toEqual([])
  expect(report.faults).toEqual(Object.fromEntries(CHEAP.map((kind) => [kind, 1])))
  expect(report.acks).toBeGreaterThan(report.lostAcks)
})

test('a server that does not wait for its disk is caught when the power fails', async () => {
  const report = await run({ ...options, faults: ['power-loss'], broken: 'unsynced' })
  expect(report.findings.map(({ rule }) => rule)).toContain('I1 no lost ack')
})
