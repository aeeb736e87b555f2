import { LIMITS } from '@parley/protocol/limits.ts'
import { mutantPlugin } from './mutant-plugin.ts'
import type { RuleName } from '../checker/check.ts'
import type { Size } from './plan.ts'
import type { Run, RunOptions } from './run-seed.ts'

/** What a worker is asked to do: every `step`th seed from `from` on, `seeds` of them or until the time is over. */
export type Order = {
  from: number
  step: number
  seeds: number
  untilMs: number
  /** The name of a mutant, or null for Parley as it is. */
  broken: string | null
  /** A size for all seeds; without it each draws its own. */
  size?: Size | undefined
  /** After so many bad seeds it stops. */
  mostBad: number
}

/** What a worker says of one seed; `violations` are sentences. */
export type Report = Pick<Run, 'seed' | 'size' | 'hash' | 'commands' | 'acksLost'> & {
  /** How often each kind of fault was felt. */
  faults: Record<string, number>
  violations: { rule: RuleName; says: string }[]
}

/** Small, so that a run of a minute meets what needs a long absence or many messages. */
const SMALL = { catchUpEvents: 60, catchUpBytes: 4_000, heldEvents: 20, historyPage: 20 }

/** Opens a stage in this process, with a mutant of the code if one is named: it must be named before the code is loaded. */
export async function prepare(broken: string | null) {
  if (broken !== null) void Bun.plugin(mutantPlugin(broken))
  Object.assign(LIMITS, SMALL)
  const { openStage } = await import('./stage.ts')
  const { runSeed } = await import('./run-seed.ts')
  // What the client loads when it is needed must be there: loading is not a matter of virtual time.
  await Promise.all([import('@parley/sdk/links/stream-link.ts'), import('@parley/sdk/links/poll-link.ts')])
  const stage = await openStage()
  return {
    /** Runs a seed outside of any promise, as the loop asks for it. */
    run: (seed: number, options?: RunOptions): Promise<Run> =>
      new Promise((resolve, reject) => {
        setImmediate(() => {
          try {
            resolve(runSeed(stage, seed, options))
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)))
          }
        })
      }),
    close: stage.close,
  }
}

/** What is told of a run. */
export function reportOf({ seed, size, hash, commands, acksLost, faults, violations }: Run): Report {
  return {
    seed,
    size,
    hash,
    commands,
    acksLost,
    faults: countsOf(faults),
    violations: violations.map(({ rule, says }) => ({ rule, says })),
  }
}

function countsOf(kinds: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

/** Runs what was ordered, and tells of each seed in a line, until it is done, told to stop, or nobody is left to listen. */
async function work(order: Order): Promise<void> {
  const parent = process.ppid
  let isStopped = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (isStopped = true))
  const { run, close } = await prepare(order.broken)
  const goesOn = () => !isStopped && process.ppid === parent && Date.now() < order.untilMs
  let bad = 0
  for (let n = 0; n < order.seeds && bad < order.mostBad && goesOn(); n += 1) {
    const report = reportOf(await run(order.from + n * order.step, { size: order.size }))
    if (report.violations.length > 0) bad += 1
    if (process.ppid === parent) process.stdout.write(`${JSON.stringify(report)}\n`)
  }
  await close()
}

if (import.meta.main) await work(JSON.parse(process.argv[2] ?? '{}') as Order)
