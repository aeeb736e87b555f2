import type { Facts, Placed } from '../facts.ts'
import type { OutboxEntry } from '../history.ts'
import type { Allowances, Finding } from '../rule.ts'

/** I14: some time after the heal every outbox is empty and stays so, and every client is connected. */
export function* liveness(facts: Facts, { livenessMs }: Allowances): Generator<Finding> {
  const heal = facts.entries.findLast((entry) => entry.k === 'heal')
  if (!heal) return
  const last = new Map<string, Placed<OutboxEntry>>()
  const late = new Map<string, Placed<OutboxEntry>>()
  for (const entry of facts.entries) {
    if (entry.k !== 'outbox') continue
    last.set(entry.client, entry)
    if (entry.waiting > 0 && entry.t > heal.t + livenessMs) late.set(entry.client, entry)
  }
  for (const [client, entry] of last) {
    if (entry.isOnline === false)
      yield { says: `${client} is not connected ${entry.t - heal.t} ms after the heal`, shows: [heal, entry] }
    const wrong = entry.waiting > 0 ? entry : late.get(client)
    if (wrong)
      yield {
        says: `${wrong.waiting} commands of ${client} still wait ${wrong.t - heal.t} ms after the heal`,
        shows: [heal, wrong],
      }
  }
}
