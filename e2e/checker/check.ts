import { factsOf } from './facts.ts'
import type { Entry } from './history.ts'
import type { Allowances, Finding, Rule } from './rule.ts'
import { readCursors } from './rules/cursors.ts'
import { confidentiality } from './rules/confidentiality.ts'
import { deleteFinality } from './rules/deletions.ts'
import { foldConvergence } from './rules/folds.ts'
import { liveness } from './rules/liveness.ts'
import { agreement, contiguity, monotoneObservation } from './rules/logs.ts'
import { realTimeOrder, sessionOrder } from './rules/order.ts'
import { recency } from './rules/recency.ts'
import { explainedRepairs } from './rules/repairs.ts'
import { resources } from './rules/resources.ts'
import { noDuplicate, noLostAck, noPhantom } from './rules/sends.ts'

/** A finding with the rule that made it. */
export type Violation = Finding & { rule: RuleName }

/** The invariants, by their names: each reads the sorted history once or sorts it once more. */
export const RULES = {
  'I1 no lost ack': noLostAck,
  'I2 no phantom': noPhantom,
  'I3 no duplicate': noDuplicate,
  'I4 agreement': agreement,
  'I5 contiguity': contiguity,
  'I6 monotone observation': monotoneObservation,
  'I7 session order': sessionOrder,
  'I8 real-time order': realTimeOrder,
  'I9 recency': recency,
  'I10 fold convergence': foldConvergence,
  'I11 delete finality': deleteFinality,
  'I12 read cursors': readCursors,
  'I13 confidentiality': confidentiality,
  'I14 liveness': liveness,
  'I15 resources': resources,
  'I16 explained repairs': explainedRepairs,
} as const satisfies Record<string, Rule>

/** The name of a rule. */
export type RuleName = keyof typeof RULES

/** What a healthy Parley keeps on a machine that is busy. */
export const ALLOWANCES: Allowances = { recencyMs: 30_000, livenessMs: 60_000, removalMs: 1_000, repairMs: 60_000 }

/** Findings of one rule that are told; more of the same would only be longer. */
const MOST = 20

/** Holds a history against all rules. */
export function check(history: readonly Entry[], allowances: Partial<Allowances> = {}): Violation[] {
  const facts = factsOf(history)
  const allowed = { ...ALLOWANCES, ...allowances }
  return (Object.keys(RULES) as RuleName[]).flatMap((rule) => {
    const found: Violation[] = []
    for (const finding of RULES[rule](facts, allowed)) {
      found.push({ rule, ...finding })
      if (found.length === MOST) break
    }
    return found
  })
}
