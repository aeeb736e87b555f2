import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { catchAll, type Hunt } from './broken.ts'
import { measureCoverage } from './coverage.ts'
import { isSize, type Size, SIZES } from './plan.ts'
import { runSeeds } from './pool.ts'
import { shrink } from './shrink.ts'
import { Tally } from './tally.ts'
import { prepare } from './worker.ts'

/** How often a run says how far it is. */
const PROGRESS_MS = 30_000

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    minutes: { type: 'string' },
    from: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
    broken: { type: 'string' },
    size: { type: 'string' },
    coverage: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})

const workers = Number(values.workers)
const size = sizeOf(values.size)
const from = Number(values.from)

/** Whoever ends a count of seeds is told what was done until then. */
const stopping = new AbortController()
const stop = stopping.signal
let isCounting = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => (isCounting ? stopping.abort() : process.exit(130)))

if (values.coverage) await tellCoverage(Number(values.seeds ?? 400))
else if (values.seed !== undefined) await replay(Number(values.seed), values.broken ?? null)
else if (values.broken === 'all') tellHunt(await hunt())
else if (values.broken === 'none') await runMany(null, false)
else await runMany(values.broken ?? null, values.broken === undefined)

/** Whether the broken ones are found, if wanted; then many seeds: what was found, how much was done, and how fast. */
async function runMany(broken: string | null, hunts: boolean): Promise<void> {
  const caught = hunts ? await hunt() : { mutants: null, mutants_caught: null }
  isCounting = true
  const tally = await tallySeeds(broken)
  isCounting = false
  const all = { ...tally.summary(), ...caught }
  console.log(values.json ? JSON.stringify(all) : all)
  const [first] = tally.bad
  if (first && !stop.aborted) await replay(first.seed, broken)
  if (first || caught.mutants_caught !== caught.mutants) process.exitCode = 1
}

async function tallySeeds(broken: string | null): Promise<Tally> {
  const untilMs = values.minutes === undefined ? Infinity : Date.now() + Number(values.minutes) * 60_000
  const seeds = values.seeds === undefined ? (values.minutes === undefined ? 1_000 : 1e9) : Number(values.seeds)
  // JSON has no infinity.
  const until = { untilMs: Math.min(untilMs, Number.MAX_SAFE_INTEGER), mostBad: 5, stop }
  const work = { from, seeds, workers, broken, size, ...until }
  const tally = new Tally()
  const tellProgress = () => tell(`${tally.seeds} seeds, ${tally.violations} violations, ${tally.seedsPerS} a second`)
  const progress = setInterval(tellProgress, PROGRESS_MS)
  await runSeeds(work, (report) => {
    tally.add(report)
    if (tally.seeds === 1) tellProgress()
    for (const { rule, says } of report.violations.slice(0, 3)) tell(`seed ${report.seed}: ${rule}: ${says}`)
  })
  clearInterval(progress)
  return tally
}

async function hunt(): Promise<Hunt> {
  isCounting = true
  const found = await catchAll({ from, workers, stop, tell })
  isCounting = false
  return found
}

/** One seed again, made as small as it stays bad. */
async function replay(seed: number, broken: string | null): Promise<void> {
  const { run, close } = await prepare(broken)
  const whole = await run(seed, { size })
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

function sizeOf(name: string | undefined): Size | undefined {
  if (name === undefined || isSize(name)) return name
  console.error(`There is no size “${name}”; take one of ${Object.keys(SIZES).join(', ')}.`)
  process.exit(2)
}

/** What people read goes beside the answer for programs. */
function tell(line: string): void {
  console.error(line)
}
