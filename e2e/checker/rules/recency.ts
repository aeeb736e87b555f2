import { at, type Facts, type Placed, Rising } from '../facts.ts'
import type { InvokeEntry } from '../history.ts'
import type { Allowances, Finding } from '../rule.ts'

/**
 * I9: a read that begins after an ack contains it: at once on the same client, after a while on any. What a connected client
 * lost without a sign it knows a heads interval after the heal.
 */
export function* recency(facts: Facts, { recencyMs }: Allowances): Generator<Finding> {
  const { everybody, own } = ackedBy(facts)
  const healedAt = facts.entries.findLast((entry) => entry.k === 'heal')?.t ?? 0
  for (const entry of [...facts.reads, ...facts.snapshots]) {
    const isFold = entry.k === 'snapshot' && entry.how === 'fold'
    // While there are faults a client may stand still; what it shows when they are over is what counts.
    if (isFold && !entry.isFinal && !entry.isSteady) continue
    const from = isFold && entry.isSteady ? Math.min(healedAt, entry.began) : entry.began - recencyMs
    const floors = [everybody.get(entry.log)?.before(from)]
    if (!isFold) floors.push(own.get(`${entry.client} ${entry.log}`)?.before(entry.began))
    for (const floor of floors)
      if (floor && floor.value > entry.head)
        yield {
          says: `${entry.client} read ${entry.log} up to ${entry.head} at ${entry.began}, after ${floor.value} was acknowledged`,
          shows: [floor.entry, entry],
        }
  }
}

function ackedBy(facts: Facts) {
  const everybody = new Map<string, Rising>()
  const own = new Map<string, Rising>()
  const invokes = new Map<string, Placed<InvokeEntry>>()
  for (const entry of facts.entries) {
    if (entry.k === 'invoke') invokes.set(entry.op, entry)
    if (entry.k !== 'outcome' || entry.is !== 'ok') continue
    const { logId, seq } = entry.outcome
    at(everybody, logId, () => new Rising()).put(entry.t, seq, entry)
    const client = invokes.get(entry.op)?.client
    if (client !== undefined) at(own, `${client} ${logId}`, () => new Rising()).put(entry.t, seq, entry)
  }
  return { everybody, own }
}
