import { RULES, type RuleName } from '../checker/check.ts'
import { MUTANTS } from './mutants.ts'
import { runSeeds } from './pool.ts'
import type { Report } from './worker.ts'

/** Seeds, and milliseconds, that are tried before a mutant counts as one that nobody catches. */
const SEEDS_PER_MUTANT = 10_000
const MS_PER_MUTANT = 600_000

/** By which rules a broken Parley was found, and with which seed: the first after so many. */
export type Caught = { seed: number; seeds: number; rules: RuleName[] }

/** What came of all broken Parleys. */
export type Hunt = {
  mutants: number
  mutants_caught: number
  caught: Record<string, Caught | null>
  /** Rules that are the only one red for none of them. */
  rules_never_alone: RuleName[]
}

/** How all broken Parleys are looked for. */
export type HuntWork = { from: number; workers: number; stop: AbortSignal; tell: (line: string) => void }

/** Runs every broken Parley until some seed shows it, several at a time. */
export async function catchAll({ from, workers, stop, tell }: HuntWork): Promise<Hunt> {
  const left = MUTANTS.map(({ name }) => name)
  const found = new Map<string, Caught | null>()
  const work = async () => {
    for (let name = left.shift(); name !== undefined; name = left.shift())
      found.set(name, await catchOne(name, from, stop))
  }
  await Promise.all(Array.from({ length: workers }, work))
  const caught = Object.fromEntries(MUTANTS.map(({ name }) => [name, found.get(name) ?? null]))
  for (const line of tableOf(caught)) tell(line)
  const all = Object.values(caught).filter((one) => one !== null)
  const alone = new Set(all.flatMap(({ rules }) => (rules.length === 1 ? rules : [])))
  return {
    mutants: MUTANTS.length,
    mutants_caught: all.length,
    caught,
    rules_never_alone: (Object.keys(RULES) as RuleName[]).filter((rule) => !alone.has(rule)),
  }
}

async function catchOne(broken: string, from: number, stop: AbortSignal): Promise<Caught | null> {
  const bad: Report[] = []
  const untilMs = Date.now() + MS_PER_MUTANT
  const work = { from, seeds: SEEDS_PER_MUTANT, workers: 1, broken, untilMs, mostBad: 1, stop }
  await runSeeds(work, (report) => {
    if (report.violations.length > 0) bad.push(report)
  })
  const [first] = bad
  if (!first) return null
  const rules = [...new Set(first.violations.map(({ rule }) => rule))]
  return { seed: first.seed, seeds: first.seed - from + 1, rules }
}

function tableOf(caught: Readonly<Record<string, Caught | null>>): string[] {
  const rows = Object.entries(caught).map(([name, how]) => [
    name,
    how ? String(how.seeds) : '-',
    how ? how.rules.join(', ') : 'NOT CAUGHT',
  ])
  const all = [['a Parley that', 'seeds', 'is found by'], ...rows]
  const widths = [0, 1].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all.map(([name = '', seeds = '', rules = '']) =>
    [name.padEnd(widths[0] ?? 0), seeds.padStart(widths[1] ?? 0), rules].join('  '),
  )
}
