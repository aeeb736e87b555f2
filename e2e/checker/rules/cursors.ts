import { acksOf, at, type Command, type Facts, fieldOf, mayHaveHappened, type Placed, Rising } from '../facts.ts'
import type { CursorEntry } from '../history.ts'
import type { Finding } from '../rule.ts'

/** I12: a read cursor never decreases; at the end it is the same on all devices, what was acknowledged, and nothing more. */
export function* readCursors(facts: Facts): Generator<Finding> {
  const last = new Map<string, Placed<CursorEntry>>()
  const ends = new Map<string, Placed<CursorEntry>[]>()
  for (const entry of facts.entries) {
    if (entry.k !== 'cursor') continue
    const key = `${entry.stream} ${entry.log}`
    const before = last.get(key)
    if (before && before.readSeq > entry.readSeq)
      yield {
        says: `${entry.stream} had read ${entry.log} up to ${before.readSeq}, then ${entry.readSeq}`,
        shows: [before, entry],
      }
    last.set(key, entry)
    if (entry.isFinal) at(ends, `${entry.user} ${entry.log}`, () => [] as Placed<CursorEntry>[]).push(entry)
  }
  const bounds = boundsOf(facts)
  for (const [key, entries] of ends) {
    const [first] = entries
    if (!first) continue
    const other = entries.find(({ readSeq }) => readSeq !== first.readSeq)
    if (other)
      yield {
        says: `${first.stream} has read ${first.log} up to ${first.readSeq}, ${other.stream} up to ${other.readSeq}`,
        shows: [first, other],
      }
    yield* outOfBounds(first, bounds.get(key))
  }
}

type Bounds = { least: number; most: number; shows: Placed[] }

function* outOfBounds(entry: Placed<CursorEntry>, bounds: Bounds | undefined): Generator<Finding> {
  if (!bounds) return
  if (entry.readSeq < bounds.least)
    yield {
      says: `${entry.user} has read ${entry.log} up to ${entry.readSeq}, though ${bounds.least} was acknowledged`,
      shows: [...bounds.shows, entry],
    }
  if (entry.readSeq > bounds.most)
    yield {
      says: `${entry.user} has read ${entry.log} up to ${entry.readSeq}, and asked for ${bounds.most} at most`,
      shows: [entry],
    }
}

/** For each user and room the least and the most that the cursor can be at the end. */
function boundsOf(facts: Facts): Map<string, Bounds> {
  const bounds = new Map<string, Bounds>()
  const of = (user: string, log: string) =>
    at(bounds, `${user} ${log}`, () => ({ least: 0, most: facts.before.get(log) ?? 0, shows: [] }))
  for (const { event, log } of facts.sightings) {
    // A membership begins with everything read, and who says something has read what came before.
    const isOwn = event.type === 'message.posted' && event.actorId !== null
    const user = event.type === 'member.joined' ? event.subjectId : isOwn ? event.actorId : null
    if (user !== null) of(user, log).most = Math.max(of(user, log).most, event.seq)
  }
  const heads = headsOf(facts)
  for (const command of facts.commands) {
    const roomId = fieldOf(command, 'roomId')
    if (command.name === 'cursor.advance' && roomId !== null && mayHaveHappened(command))
      noteAdvance(of(command.user, roomId), command, heads.get(roomId))
    // What stands in a thread alone says nothing of how far one has read its room.
    if (command.name !== 'message.post' || roomId === null || fieldOf(command, 'rootId') !== null) continue
    for (const { outcome, entry } of acksOf(command)) raise(of(command.user, roomId), outcome.seq, [entry])
  }
  return bounds
}

function noteAdvance(bounds: Bounds, command: Command, heads: Rising | undefined): void {
  for (const { invoke } of command.attempts) bounds.most = Math.max(bounds.most, Number(invoke.input.seq))
  const [ack] = acksOf(command)
  const head = ack && heads?.before(ack.invoke.n)
  if (ack && head) raise(bounds, Math.min(Number(ack.invoke.input.seq), head.value), [ack.invoke, ack.entry])
}

function raise(bounds: Bounds, least: number, shows: Placed[]): void {
  if (least <= bounds.least) return
  bounds.least = least
  bounds.shows = shows
}

/** What was known of each log's head, by the place in the history. */
function headsOf(facts: Facts): Map<string, Rising> {
  const heads = new Map<string, Rising>()
  for (const entry of facts.entries) {
    if (entry.k === 'event') at(heads, entry.log, () => new Rising()).put(entry.n, entry.event.seq, entry)
    if (entry.k === 'outcome' && entry.is === 'ok')
      at(heads, entry.outcome.logId, () => new Rising()).put(entry.n, entry.outcome.seq, entry)
  }
  return heads
}
