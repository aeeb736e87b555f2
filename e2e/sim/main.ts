import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { catchAll, type Hunt } from './broken.ts'
import { measureCoverage } from './coverage.ts'
import { runSeeds } from './pool.ts'
import { shrink } from './shrink.ts'
import { prepare, type Report } from './worker.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    minutes: { type: 'string' },
    from: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
    broken: { type: 'string' },
    coverage: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})

const workers = Number(values.workers)
const from = Number(values.from)

if (values.coverage) await tellCoverage(Number(values.seeds ?? 100))
else if (values.seed !== undefined) await replay(Number(values.seed), values.broken ?? null)
else if (values.broken === 'all') tellHunt(await catchAll(from, workers, tell))
else if (values.broken === 'none') await runMany(null, false)
else await runMany(values.broken ?? null, values.broken === undefined)

/** Many seeds: what was found, how much was done, and how fast; then, if wanted, whether the broken ones are found. */
async function runMany(broken: string | null, hunts: boolean): Promise<void> {
  const began = performance.now()
  const untilMs = values.minutes === undefined ? Infinity : Date.now() + Number(values.minutes) * 60_000
  const seeds = values.seeds === undefined ? (values.minutes === undefined ? 1_000 : 1e9) : Number(values.seeds)
  const reports: Report[] = []
  // JSON has no infinity.
  const work = { from, seeds, workers, broken, untilMs: Math.min(untilMs, Number.MAX_SAFE_INTEGER), mostBad: 5 }
  await runSeeds(work, (report) => {
    reports.push(report)
    for (const { rule, says } of report.violations.slice(0, 3)) tell(`seed ${report.seed}: ${rule}: ${says}`)
  })
  const seconds = (performance.now() - began) / 1_000
  const bad = reports.filter(({ violations }) => violations.length > 0)
  const summary = {
    seeds: reports.length,
    violations: bad.reduce((sum, { violations }) => sum + violations.length, 0),
    bad_seeds: bad.map(({ seed }) => seed),
    commands_median: median(reports.map(({ commands }) => commands)),
    faults_median: median(reports.map(({ faults }) => faults)),
    seeds_per_s: Math.round((reports.length / seconds) * 10) / 10,
  }
  const hunt = hunts ? await catchAll(from, workers, tell) : null
  const all = { ...summary, ...hunt }
  console.log(values.json ? JSON.stringify(all) : all)
  const [first] = bad
  if (first) await replay(first.seed, broken)
  if (bad.length > 0 || (hunt && hunt.mutants_caught < hunt.mutants)) process.exitCode = 1
}

/** One seed again, made as small as it stays bad. */
async function replay(seed: number, broken: string | null): Promise<void> {
  const { run, close } = await prepare(broken)
  const whole = await run(seed)
  const smallest = whole.violations.length > 0 ? await shrink(run, whole) : whole
  const { violations, steps, hash, history } = smallest
  tell(`seed ${seed}: trace ${whole.hash}, ${whole.steps.length} steps, ${whole.violations.length} violations`)
  if (violations.length > 0) tell(`the same with ${steps.length} steps: trace ${hash}`)
  for (const step of violations.length > 0 ? steps : []) tell(`  ${JSON.stringify(step)}`)
  for (const { rule, says, shows } of violations) {
    tell(`${rule}: ${says}`)
    for (const entry of shows) tell(`  ${JSON.stringify(entry).slice(0, 1_000)}`)
  }
  if (values.json && values.seed !== undefined)
    console.log(
      JSON.stringify({ seed, hash: whole.hash, violations: whole.violations.length, entries: history.length }),
    )
  await close()
  if (violations.length > 0) process.exitCode = 1
}

function tellHunt(hunt: Hunt): void {
  const { mutants, mutants_caught } = hunt
  console.log(values.json ? JSON.stringify(hunt) : `${mutants_caught} of ${mutants} caught`)
  if (mutants_caught < mutants) process.exitCode = 1
}

/** Which lines of the engine the seeds reach by themselves. */
async function tellCoverage(seeds: number): Promise<void> {
  const { missing, ...coverage } = await measureCoverage(seeds)
  for (const [file, lines] of Object.entries(missing)) tell(`${file}: ${lines}`)
  const summary = { seeds, ...coverage }
  console.log(values.json ? JSON.stringify(summary) : summary)
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
}

/** What people read goes beside the answer for programs. */
function tell(line: string): void {
  console.error(line)
}
