import { expect, test } from 'bun:test'
import type { RuleName } from '../checker/check.ts'
import { mutantPlugin, mutatedTexts } from './mutant-plugin.ts'
import { type Mutant, MUTANTS } from './mutants.ts'
import { runSeeds } from './pool.ts'
import type { Report } from './worker.ts'

/** A broken Parley, the rule that finds it, and a seed with which it does. */
const QUICK: [name: string, rule: RuleName, seed: number][] = [
  ['acknowledges before the commit', 'I13 confidentiality', 2],
  ['publishes before the commit', 'I4 agreement', 3],
  ['remembers ids for 30 s', 'I3 no duplicate', 1],
  ['tells whoever repeats to try again', 'I14 liveness', 3],
  ['takes the clock as it is', 'I5 contiguity', 6],
  ['keeps the text of what was deleted', 'I11 delete finality', 1],
  ['asks who may hear at the subscription only', 'I13 confidentiality', 1],
  ['drops what does not fit into a bounded queue', 'I16 explained repairs', 3],
  ['tells no heads', 'I9 recency', 2],
  ['keeps connections that are gone', 'I15 resources', 1],
]

test('there are at least twenty broken Parleys, each with a name of its own and a patch of at most ten lines', () => {
  expect(MUTANTS.length).toBeGreaterThanOrEqual(20)
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length)
  for (const { patches } of MUTANTS)
    expect(patches.reduce((lines, [, , to]) => lines + to.split('\n').length, 0)).toBeLessThanOrEqual(10)
})

test('the text that each one changes stands in the real code, and is changed', () => {
  for (const mutant of MUTANTS) expect(mutatedTexts(mutant).size).toBeGreaterThan(0)
})

test('a text that is not there, or there twice, is told and not passed over', () => {
  const [patch] = MUTANTS[0]!.patches
  const missing: Mutant = { name: 'gone', patches: [[patch![0], 'no such text', '']] }
  const twice: Mutant = { name: 'twice', patches: [[patch![0], 'await', '']] }
  for (const mutant of [missing, twice]) expect(() => mutatedTexts(mutant)).toThrow('does not stand exactly once')
  expect(() => mutantPlugin('nobody')).toThrow('no mutant')
})

for (const [broken, rule, seed] of QUICK) {
  test(`a Parley that ${broken} is found by ${rule}`, async () => {
    const reports: Report[] = []
    const work = { from: seed, seeds: 1, workers: 1, broken, untilMs: Number.MAX_SAFE_INTEGER, mostBad: 1 }
    await runSeeds(work, (report) => reports.push(report))
    expect(reports.flatMap(({ violations }) => violations.map((violation) => violation.rule))).toContain(rule)
  }, 60_000)
}
