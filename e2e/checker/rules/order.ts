import { acksOf, ALWAYS_APPENDS, at, type Command, type Facts, fieldOf, type Placed, Rising } from '../facts.ts'
import type { InvokeEntry } from '../history.ts'
import type { Finding } from '../rule.ts'

/** I7: what a device's outbox sends to a room stands there in the order of the sending. */
export function* sessionOrder(facts: Facts): Generator<Finding> {
  const posted = new Map(
    facts.sightings.flatMap((sighting) =>
      sighting.event.type === 'message.posted' ? [[sighting.event.subjectId, sighting] as const] : [],
    ),
  )
  const last = new Map<string, { seq: number; shows: readonly Placed[] }>()
  const queued = facts.commands.filter(
    ({ name, attempts }) => attempts[0]?.invoke.isQueued && ALWAYS_APPENDS[name] !== undefined,
  )
  for (const command of queued.toSorted((a, b) => triedOf(a).n - triedOf(b).n)) {
    const invoke = triedOf(command)
    const [ack] = acksOf(command)
    const sighting = posted.get(command.id)
    const place = ack
      ? { log: ack.outcome.logId, seq: ack.outcome.seq, entry: ack.entry }
      : sighting && { log: sighting.log, seq: sighting.event.seq, entry: sighting.entry }
    if (!place) continue
    const key = `${invoke.client} ${place.log}`
    const shows = [invoke, place.entry]
    const before = last.get(key)
    if (before && before.seq >= place.seq)
      yield {
        says: `${invoke.client} sent ${place.seq} of ${place.log} after ${before.seq}`,
        shows: [...before.shows, ...shows],
      }
    last.set(key, { seq: place.seq, shows })
  }
}

/** The attempt that the server got to first; what it did not get to may have been doubled on the way, and then it is that. */
function triedOf({ attempts, id }: Command): Placed<InvokeEntry> {
  const tried = attempts.find(({ outcome }) => outcome?.is !== 'untried') ?? attempts[0]
  if (!tried) throw new Error(`nobody tried ${id}`)
  return tried.invoke
}

function firstOf(command: Command) {
  const [first] = command.attempts
  if (!first) throw new Error(`nobody tried ${command.id}`)
  return first.invoke
}

/** I8: what was invoked after an ack stands behind what was acknowledged. */
export function* realTimeOrder(facts: Facts): Generator<Finding> {
  const acked = new Map<string, Rising>()
  for (const entry of facts.entries) {
    if (entry.k === 'outcome' && entry.is === 'ok')
      at(acked, entry.outcome.logId, () => new Rising()).put(entry.n, entry.outcome.seq, entry)
  }
  for (const command of facts.commands) {
    const invoke = firstOf(command)
    for (const { outcome, entry } of acksOf(command)) {
      const floor = acked.get(outcome.logId)?.before(invoke.n)
      // A command that found nothing to do tells the head, which may be the other's own place.
      const isBehind = ALWAYS_APPENDS[command.name]
        ? outcome.seq > (floor?.value ?? 0)
        : outcome.seq >= (floor?.value ?? 0)
      if (floor && !isBehind)
        yield {
          says: `${command.name} ${command.id} stands at ${outcome.seq} of ${roomOf(command, outcome.logId)}, though ${floor.value} was acknowledged before it was invoked`,
          shows: [floor.entry, invoke, entry],
        }
    }
  }
}

function roomOf(command: Command, log: string): string {
  return fieldOf(command, 'roomId') ?? log
}
