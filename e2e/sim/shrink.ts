import type { Run, RunOptions } from './run-seed.ts'

type Runner = (seed: number, options: RunOptions) => Promise<Run>

/** Most runs that making a run smaller may take. */
const MOST_RUNS = 400

/** Leaves out of a run what is not needed for one of its rules to be broken: halves first, single steps last. */
export async function shrink(run: Runner, bad: Run): Promise<Run> {
  const rules = new Set(bad.violations.map(({ rule }) => rule))
  let best = bad
  let without: ReadonlySet<number> = new Set()
  let runs = 0
  for (let size = Math.ceil(bad.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < best.steps.length && runs < MOST_RUNS;) {
      const left = new Set([...without, ...best.steps.slice(at, at + size).map(({ n }) => n)])
      const smaller = await run(bad.seed, { size: bad.size, without: left })
      runs += 1
      if (smaller.violations.some(({ rule }) => rules.has(rule))) {
        best = smaller
        without = left
      } else at += size
    }
  }
  return best
}
