import {
  acksOf,
  ALWAYS_APPENDS,
  at,
  bodyOf,
  type Command,
  type Facts,
  fieldOf,
  isFinallyRefused,
  mayHaveHappened,
  messagesSeen,
  type Placed,
  type Sighting,
} from '../facts.ts'
import type { ReadEntry } from '../history.ts'
import type { Finding } from '../rule.ts'

/** I1: each acknowledged send is in every final read of its room, at the seq of its ack. */
export function* noLostAck(facts: Facts): Generator<Finding> {
  const finals = Map.groupBy(
    facts.reads.filter(({ isFinal }) => isFinal),
    ({ log }) => log,
  )
  if (finals.size === 0) return
  const eventsOf = new Map<Placed<ReadEntry>, Map<number, ReadEntry['events'][number]>>()
  for (const command of facts.commands) {
    const type = ALWAYS_APPENDS[command.name]
    for (const { outcome, entry, invoke } of type ? acksOf(command) : []) {
      const reads = finals.get(outcome.logId)
      if (!reads)
        yield {
          says: `${command.id} was acknowledged in ${outcome.logId}, which nobody can read`,
          shows: [invoke, entry],
        }
      for (const read of reads ?? []) {
        if (read.tail >= outcome.seq) continue
        const event = at(eventsOf, read, () => new Map(read.events.map((one) => [one.seq, one]))).get(outcome.seq)
        if (event && event.type === type && event.subjectId === outcome.subjectId) continue
        yield {
          says: `${command.name} ${command.id} was acknowledged at ${outcome.seq}, where ${read.client} reads ${event ? `${event.type} of ${event.subjectId}` : 'nothing'}`,
          shows: [invoke, entry, read],
        }
      }
    }
  }
}

/** I2: each event that was read was invoked, and what was answered with a final error never appears. */
export function* noPhantom(facts: Facts): Generator<Finding> {
  const changes = changesOf(facts)
  const counted = new Map<string, Set<number>>()
  for (const sighting of facts.sightings) {
    const { event, log, entry } = sighting
    if (event.seq <= (facts.before.get(log) ?? 0)) continue
    const finding = phantomOf(facts, sighting)
    if (finding) yield finding
    if (event.type !== 'message.edited' && event.type !== 'message.deleted') continue
    const key = `${event.type} ${event.subjectId}`
    const seqs = at(counted, key, () => new Set<number>()).add(event.seq)
    if (seqs.size === (changes.get(key) ?? 0) + 1)
      yield { says: `${log} has more events ${key} than were asked for`, shows: [entry] }
  }
  yield* strangeBodies(facts)
}

function phantomOf(facts: Facts, { event, log, entry }: Sighting): Finding | null {
  const isPost = event.type === 'message.posted'
  const id = isPost ? event.subjectId : event.commandId
  if (id === undefined || id === null) return null
  const command = facts.byId.get(id)
  if (!command || (isPost && command.user !== event.actorId))
    return { says: `${event.type} at ${event.seq} of ${log} was invoked by nobody`, shows: [entry] }
  if (mayHaveHappened(command)) return null
  const shows = command.attempts.flatMap(({ invoke, outcome }) => (outcome ? [invoke, outcome] : [invoke]))
  return {
    says: `${command.name} ${id} was refused for good and stands at ${event.seq} of ${log}`,
    shows: [...shows, entry],
  }
}

/** By type and message how many commands may have changed it. */
function changesOf(facts: Facts): Map<string, number> {
  const types: Record<string, string> = { 'message.edit': 'message.edited', 'message.delete': 'message.deleted' }
  const counts = new Map<string, number>()
  for (const command of facts.commands) {
    const type = types[command.name]
    if (!type || !mayHaveHappened(command)) continue
    const key = `${type} ${fieldOf(command, 'messageId')}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** A message says only what somebody who was not refused gave it to say. */
function* strangeBodies(facts: Facts): Generator<Finding> {
  const said = new Map<string, Set<string>>()
  for (const command of facts.commands) {
    if (!mayHaveHappened(command)) continue
    const messageId = command.name === 'message.post' ? command.id : fieldOf(command, 'messageId')
    const bodies = messageId && at(said, messageId, () => new Set<string>())
    if (!bodies) continue
    if (command.name === 'message.delete') bodies.add('')
    else for (const { invoke } of command.attempts) bodies.add(bodyOf(invoke))
  }
  const known = new Set<string>()
  for (const { message, log, entry } of messagesSeen(facts)) {
    const key = `${message.id} ${message.version}`
    if (known.has(key) || message.seq <= (facts.before.get(log) ?? 0)) continue
    known.add(key)
    if (!said.get(message.id)?.has(message.body))
      yield { says: `message ${message.id} says at version ${message.version} what nobody said`, shows: [entry] }
  }
}

/** I3: at most one event for an actor's command id, every ack of one id tells the same place, and no repeat is refused. */
export function* noDuplicate(facts: Facts): Generator<Finding> {
  for (const command of facts.commands) {
    if (!ALWAYS_APPENDS[command.name]) continue
    yield* differingAcks(command)
    yield* refusedRepeats(command)
  }
  const places = new Map<string, { place: string; entry: Placed }>()
  const twice = function* (key: string, place: string, entry: Placed): Generator<Finding> {
    const first = at(places, key, () => ({ place, entry }))
    if (first.place !== place)
      yield { says: `${key} stands at ${first.place} and again at ${place}`, shows: [first.entry, entry] }
  }
  for (const { event, log, epoch, entry } of facts.sightings) {
    const place = `${event.seq} of ${log} in ${epoch}`
    if (event.type === 'message.posted') yield* twice(`post ${event.subjectId}`, place, entry)
    if (event.commandId) yield* twice(`command ${event.commandId} of ${event.actorId}`, place, entry)
  }
  for (const { message, log, epoch, entry } of messagesSeen(facts))
    yield* twice(`message ${message.id}`, `${message.seq} of ${log} in ${epoch}`, entry)
}

/** What was done once is not refused afterwards, whatever happened since. */
function* refusedRepeats(command: Command): Generator<Finding> {
  const [ack] = acksOf(command)
  for (const attempt of ack ? command.attempts : []) {
    const { invoke, outcome } = attempt
    const isSame = JSON.stringify(invoke.input) === JSON.stringify(ack?.invoke.input)
    if (!ack || !outcome || invoke.n <= ack.entry.n || !isSame || !isFinallyRefused(attempt)) continue
    yield {
      says: `${command.name} ${command.id} was refused after it had been acknowledged`,
      shows: [ack.entry, invoke, outcome],
    }
  }
}

function* differingAcks(command: Command): Generator<Finding> {
  const [first, ...others] = acksOf(command)
  for (const other of others) {
    if (other.outcome.seq === first?.outcome.seq && other.outcome.logId === first.outcome.logId) continue
    const shows = [first, other].flatMap((ack) => (ack ? [ack.invoke, ack.entry] : []))
    yield {
      says: `${command.name} ${command.id} was acknowledged at ${first?.outcome.seq} and at ${other.outcome.seq}`,
      shows,
    }
  }
}
