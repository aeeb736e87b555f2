import { expect, test } from 'bun:test'
import type { RuleName } from '../checker/check.ts'
import { mutantPlugin, mutatedTexts } from './mutant-plugin.ts'
import { type Mutant, MUTANTS } from './mutants.ts'
import { runSeeds } from './pool.ts'

/** Seeds within which a broken Parley is found, whatever was changed since that makes the same seed another run. */
const SEEDS = 400

/** Broken Parleys that are found soon, and a rule that finds each. */
const QUICK: [name: string, rule: RuleName][] = [
  ['acknowledges before the commit', 'I1 no lost ack'],
  ['publishes before the commit', 'I4 agreement'],
  ['remembers ids for 30 s', 'I3 no duplicate'],
  ['tells whoever repeats to try again', 'I14 liveness'],
  ['takes the clock as it is', 'I5 contiguity'],
  ['keeps the text of what was deleted', 'I11 delete finality'],
  ['asks who may hear at the subscription only', 'I13 confidentiality'],
  ['drops what does not fit into a bounded queue', 'I16 explained repairs'],
  ['tells no heads', 'I9 recency'],
  ['keeps connections that are gone', 'I15 resources'],
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

for (const [broken, rule] of QUICK) {
  test(`a Parley that ${broken} is found by ${rule}`, async () => {
    const found = new AbortController()
    const work = { from: 1, seeds: SEEDS, workers: 1, broken, untilMs: Number.MAX_SAFE_INTEGER, mostBad: SEEDS }
    await runSeeds({ ...work, stop: found.signal }, ({ violations }) => {
      if (violations.some((violation) => violation.rule === rule)) found.abort()
    })
    expect(found.signal.aborted).toBe(true)
  }, 60_000)
}
