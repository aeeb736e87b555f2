import { LIMITS } from '@parley/protocol/limits.ts'
import { mutantPlugin } from './mutant-plugin.ts'
import type { RuleName } from '../checker/check.ts'
import type { Run } from './run-seed.ts'

/** What a worker is asked to do: every `step`th seed from `from` on, `seeds` of them or until the time is over. */
export type Order = {
  from: number
  step: number
  seeds: number
  untilMs: number
  /** The name of a mutant, or null for Parley as it is. */
  broken: string | null
  /** After so many bad seeds it stops. */
  mostBad: number
}

/** What a worker says of one seed; `violations` are sentences. */
export type Report = Pick<Run, 'seed' | 'hash' | 'commands'> & {
  faults: number
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
    run: (seed: number, without?: ReadonlySet<number>): Promise<Run> =>
      new Promise((resolve, reject) => {
        setImmediate(() => {
          try {
            resolve(runSeed(stage, seed, without))
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)))
          }
        })
      }),
    close: stage.close,
  }
}

/** What is told of a run. */
export function reportOf({ seed, hash, commands, faults, violations }: Run): Report {
  return {
    seed,
    hash,
    commands,
    faults: faults.length,
    violations: violations.map(({ rule, says }) => ({ rule, says })),
  }
}

if (import.meta.main) {
  const order = JSON.parse(process.argv[2] ?? '{}') as Order
  const { run, close } = await prepare(order.broken)
  let bad = 0
  for (let n = 0; n < order.seeds && Date.now() < order.untilMs && bad < order.mostBad; n += 1) {
    const report = reportOf(await run(order.from + n * order.step))
    if (report.violations.length > 0) bad += 1
    process.stdout.write(`${JSON.stringify(report)}\n`)
  }
  await close()
}
