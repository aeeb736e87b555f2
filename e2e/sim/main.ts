import { parseArgs } from 'node:util'
import { MUTANTS } from './mutants.ts'
import { runSeeds } from './pool.ts'
import { shrink } from './shrink.ts'
import { prepare, type Report } from './worker.ts'

/** Seeds that are tried before a mutant counts as one that nobody catches. */
const SEEDS_PER_MUTANT = 400

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    minutes: { type: 'string' },
    from: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
    broken: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

const workers = Number(values.workers)
const from = Number(values.from)

if (values.seed !== undefined) await replay(Number(values.seed), values.broken ?? null)
else if (values.broken === 'all') await catchAll()
else await runMany(values.broken ?? null)

/** Many seeds: what was found, how much was done, and how fast. */
async function runMany(broken: string | null): Promise<void> {
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
  console.log(values.json ? JSON.stringify(summary) : summary)
  const [first] = bad
  if (first) await replay(first.seed, broken)
  if (bad.length > 0) process.exitCode = 1
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

/** Every mutant, until some seed shows it: by which rules, and after how many seeds. */
async function catchAll(): Promise<void> {
  const caught: Record<string, { seed: number; rules: string[] } | null> = {}
  for (const { name } of MUTANTS) {
    caught[name] ??= await catchOne(name)
    const how = caught[name]
    tell(`${how ? 'caught' : 'NOT CAUGHT'}: ${name}${how ? ` by ${how.rules.join(', ')} at seed ${how.seed}` : ''}`)
  }
  const names = Object.keys(caught)
  const found = names.filter((name) => caught[name] !== null)
  const summary = { mutants: names.length, mutants_caught: found.length, caught }
  console.log(values.json ? JSON.stringify(summary) : `${found.length} of ${names.length} caught`)
  if (found.length < names.length) process.exitCode = 1
}

async function catchOne(broken: string): Promise<{ seed: number; rules: string[] } | null> {
  const bad: Report[] = []
  const work = { from, seeds: SEEDS_PER_MUTANT, workers, broken, untilMs: Number.MAX_SAFE_INTEGER, mostBad: 1 }
  await runSeeds(work, (report) => {
    if (report.violations.length > 0) bad.push(report)
  })
  const first = bad.sort((a, b) => a.seed - b.seed)[0]
  return first ? { seed: first.seed, rules: [...new Set(first.violations.map(({ rule }) => rule))] } : null
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
}

/** What people read goes beside the answer for programs. */
function tell(line: string): void {
  console.error(line)
}
