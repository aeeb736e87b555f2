import type { Facts, Placed } from './facts.ts'

/** What a rule allows; milliseconds of the history's clock. */
export type Allowances = {
  /** A read of any node, begun so long after an ack, contains it. */
  recencyMs: number
  /** After the heal every outbox is empty by then. */
  livenessMs: number
  /** What was on its way to somebody when he was removed may still leave so long after the removal was acknowledged. */
  removalMs: number
  /** So long after a fault its consequences may still show. */
  repairMs: number
}

/** Something that must not be: a sentence, and the entries that show it. */
export type Finding = { says: string; shows: readonly Placed[] }

/** Looks for what must not be. */
export type Rule = (facts: Facts, allowances: Allowances) => Iterable<Finding>
