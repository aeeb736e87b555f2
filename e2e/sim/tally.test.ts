import { expect, test } from 'bun:test'
import { Tally } from './tally.ts'
import type { Report } from './worker.ts'

function aReport(seed: number, more: Partial<Report>): Report {
  return { seed, size: 'small', hash: '', commands: 0, acksLost: 0, faults: {}, violations: [], ...more }
}

test('what many seeds did is summed up, faults by their kinds', () => {
  const tally = new Tally()
  tally.add(aReport(1, { commands: 30, acksLost: 2, faults: { 'frame lost': 1, 'slow disk': 2 } }))
  tally.add(aReport(2, { commands: 300, size: 'large', acksLost: 1, faults: { 'frame lost': 4 } }))
  tally.add(aReport(3, { commands: 40 }))
  expect(tally.summary()).toMatchObject({
    seeds: 3,
    seeds_by_size: { small: 2, large: 1 },
    violations: 0,
    bad_seeds: [],
    commands: 370,
    commands_median: 40,
    commands_most: 300,
    acks_lost: 3,
    faults: 7,
    faults_median: 3,
    faults_by_kind: { 'frame lost': 5, 'slow disk': 2 },
  })
})

test('a seed that breaks rules is named, and each of its violations counts', () => {
  const tally = new Tally()
  const violation = { rule: 'I9 recency', says: 'late' } as const
  tally.add(aReport(7, { violations: [violation, violation] }))
  tally.add(aReport(8, {}))
  expect(tally.summary()).toMatchObject({ seeds: 2, violations: 2, bad_seeds: [7] })
})

test('before the first seed there is nothing, in numbers', () => {
  expect(new Tally().summary()).toMatchObject({ seeds: 0, violations: 0, commands_median: 0, seeds_per_s: 0 })
})
