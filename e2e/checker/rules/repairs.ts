import { at, type Facts, type Placed } from '../facts.ts'
import type { FaultEntry } from '../history.ts'
import type { Allowances, Finding } from '../rule.ts'

/**
 * I16: whoever had to ask for what he missed, load a log anew or connect again did so because of a fault. A log that is being
 * loaded anew is followed from where it was read, and what is said meanwhile may be asked for beside the catch-up.
 */
export function* explainedRepairs(facts: Facts, { repairMs }: Allowances): Generator<Finding> {
  const faults = new Map<string, Placed<FaultEntry>[]>()
  for (const entry of facts.entries) {
    if (entry.k !== 'fault') continue
    for (const what of entry.explains)
      for (const client of entry.clients ?? ['*'])
        at(faults, `${what} ${client}`, () => [] as Placed<FaultEntry>[]).push(entry)
  }
  const resets = new Map<string, number>()
  for (const entry of facts.entries) {
    if (entry.k !== 'repair') continue
    const log = `${entry.client} ${entry.log ?? ''}`
    if (entry.what === 'reset') resets.set(log, entry.t)
    if (entry.what === 'gap' && entry.t - (resets.get(log) ?? -Infinity) <= repairMs) continue
    const candidates = [
      ...(faults.get(`${entry.what} *`) ?? []),
      ...(faults.get(`${entry.what} ${entry.client}`) ?? []),
    ]
    const isExplained = candidates.some(({ t, until }) => t <= entry.t && entry.t <= until + repairMs)
    if (!isExplained)
      yield { says: `${entry.client} needed a ${entry.what} at ${entry.t} that no fault explains`, shows: [entry] }
  }
}
