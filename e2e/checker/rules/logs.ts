import { acksOf, ALWAYS_APPENDS, at, type Facts, messagesSeen, type Placed } from '../facts.ts'
import type { Finding } from '../rule.ts'

/** I4: one place in a log is one event, and one version of a message is one state, whoever reads it. */
export function* agreement(facts: Facts): Generator<Finding> {
  const places = new Map<string, { says: string; entry: Placed }>()
  const differs = function* (key: string, says: string, entry: Placed): Generator<Finding> {
    const first = at(places, key, () => ({ says, entry }))
    if (first.says !== says) yield { says: `${key} is “${first.says}” and “${says}”`, shows: [first.entry, entry] }
  }
  for (const { event, log, epoch, entry } of facts.sightings) {
    const says = `${event.type} by ${event.actorId} of ${event.subjectId} at ${event.at}`
    yield* differs(`${event.seq} of ${log} in ${epoch}`, says, entry)
    if (ALWAYS_APPENDED.has(event.type))
      yield* differs(`the subject and time of ${event.seq} of ${log}`, `${event.subjectId} at ${event.at}`, entry)
  }
  for (const { message, entry } of messagesSeen(facts)) {
    const { id, version, seq, authorId, body, at: said, deletedAt } = message
    yield* differs(`version ${version} of ${id}`, `${body}” by ${authorId} at ${seq}, ${said}, ${deletedAt}`, entry)
  }
  for (const command of facts.commands) {
    for (const { outcome, entry } of ALWAYS_APPENDS[command.name] ? acksOf(command) : [])
      yield* differs(
        `the subject and time of ${outcome.seq} of ${outcome.logId}`,
        `${outcome.subjectId} at ${outcome.at}`,
        entry,
      )
  }
}

const ALWAYS_APPENDED = new Set(Object.values(ALWAYS_APPENDS))

/** I5: in a full read the seqs are all from the tail to the head, and times never go back. */
export function* contiguity(facts: Facts): Generator<Finding> {
  for (const read of facts.reads) {
    const wrong = read.events.findIndex((event, index) => event.seq !== read.tail + 1 + index)
    if (wrong >= 0)
      yield {
        says: `${read.log} has ${read.events[wrong]?.seq} where ${read.tail + 1 + wrong} should be, read by ${read.client}`,
        shows: [read],
      }
    else if (read.tail + read.events.length !== read.head)
      yield {
        says: `${read.log} ends at ${read.tail + read.events.length} and its head is ${read.head}`,
        shows: [read],
      }
    const back = read.events.findIndex((event, index) => event.at < (read.events[index - 1]?.at ?? ''))
    if (back >= 0)
      yield {
        says: `the time of ${read.events[back]?.seq} of ${read.log} is before that of the event before it`,
        shows: [read],
      }
  }
}

/** I6: what comes to one client of one log has rising seqs, over reconnects too, and the screen has the order of the log. */
export function* monotoneObservation(facts: Facts): Generator<Finding> {
  const last = new Map<string, { seq: number; entry: Placed }>()
  for (const entry of facts.entries) {
    if (entry.k === 'snapshot') {
      const wrong = entry.messages.findIndex((message, index) => message.seq <= (entry.messages[index - 1]?.seq ?? -1))
      if (wrong >= 0)
        yield {
          says: `${entry.client} shows ${entry.log} out of order at ${entry.messages[wrong]?.seq}`,
          shows: [entry],
        }
    }
    if (entry.k !== 'event') continue
    const key = `${entry.stream} ${entry.log} ${entry.epoch}`
    const before = last.get(key)
    if (before && before.seq >= entry.event.seq)
      yield {
        says: `${entry.stream} saw ${entry.event.seq} of ${entry.log} after ${before.seq}`,
        shows: [before.entry, entry],
      }
    last.set(key, { seq: entry.event.seq, entry })
  }
}
