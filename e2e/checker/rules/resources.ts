import type { Facts } from '../facts.ts'
import type { Finding } from '../rule.ts'

/** I15: nothing is kept for those who are gone: no socket, timer, subscription or file handle. */
export function* resources(facts: Facts): Generator<Finding> {
  for (const entry of facts.entries) {
    if (entry.k !== 'holding' || entry.held <= entry.due) continue
    yield { says: `${entry.of} holds ${entry.held} ${entry.what} where ${entry.due} are needed`, shows: [entry] }
  }
}
