import { ERRORS, isErrorCode } from '@parley/protocol/errors.ts'
import {
  type Entry,
  type EventSeen,
  type InvokeEntry,
  type MessageSeen,
  type OutcomeEntry,
  type ReadEntry,
  type SnapshotEntry,
  tokensIn,
} from './history.ts'

/** An entry with its place in the history: where two have the same time, the place tells which was first. */
export type Placed<E extends Entry = Entry> = E & { n: number }

/** One attempt and what became of it. */
export type Attempt = {
  invoke: Placed<InvokeEntry>
  outcome: Placed<OutcomeEntry> | null
}

/** Everything that was tried under one id by one user, in the order of the attempts. */
export type Command = {
  user: string
  id: string
  name: string
  attempts: Attempt[]
}

/** Something that somebody saw of a log: an event, with the entry that shows it. */
export type Sighting = { log: string; epoch: string; event: EventSeen; entry: Placed }

/** A history, sorted once for all rules. */
export type Facts = {
  entries: readonly Placed[]
  commands: readonly Command[]
  /** By the id; the ids of different users do not meet in a history. */
  byId: ReadonlyMap<string, Command>
  reads: readonly Placed<ReadEntry>[]
  snapshots: readonly Placed<SnapshotEntry>[]
  sightings: readonly Sighting[]
  /** Heads of the logs before the history began. */
  before: ReadonlyMap<string, number>
  /** For each canary what said it. */
  tokens: ReadonlyMap<string, Command>
}

/** Sorts a history for the rules. */
export function factsOf(history: readonly Entry[]): Facts {
  const entries = history.map((entry, n): Placed => Object.assign(entry, { n }))
  const { commands, byId, tokens } = commandsOf(entries)
  const reads = entries.filter((entry) => entry.k === 'read')
  return {
    entries,
    commands,
    byId,
    reads,
    snapshots: entries.filter((entry) => entry.k === 'snapshot'),
    sightings: sightingsOf(entries),
    before: new Map(entries.flatMap((entry) => (entry.k === 'log' ? [[entry.log, entry.head]] : []))),
    tokens,
  }
}

function commandsOf(entries: readonly Placed[]) {
  const byId = new Map<string, Command>()
  const byOp = new Map<string, Attempt>()
  const tokens = new Map<string, Command>()
  for (const entry of entries) {
    if (entry.k === 'outcome') noteOutcome(byId, byOp.get(entry.op), entry)
    if (entry.k !== 'invoke') continue
    const { id } = entry.input
    const known = byId.get(id)
    const command = known ?? { user: entry.user, id, name: entry.name, attempts: [] }
    if (!known) byId.set(id, command)
    const attempt: Attempt = { invoke: entry, outcome: null }
    command.attempts.push(attempt)
    byOp.set(entry.op, attempt)
    for (const token of tokensIn(bodyOf(entry))) tokens.set(token, command)
  }
  return { commands: [...byId.values()], byId, tokens }
}

/** Notes what became of an attempt. */
function noteOutcome(
  byId: ReadonlyMap<string, Command>,
  attempt: Attempt | undefined,
  entry: Placed<OutcomeEntry>,
): void {
  const command = attempt && byId.get(attempt.invoke.input.id)
  if (!command) return
  // What was doubled on the way is answered twice.
  if (attempt.outcome) command.attempts.push({ invoke: attempt.invoke, outcome: entry })
  else attempt.outcome = entry
}

function sightingsOf(entries: readonly Placed[]): Sighting[] {
  const sightings: Sighting[] = []
  for (const entry of entries) {
    if (entry.k === 'event') sightings.push({ log: entry.log, epoch: entry.epoch, event: entry.event, entry })
    if (entry.k === 'read')
      for (const event of entry.events) sightings.push({ log: entry.log, epoch: entry.epoch, event, entry })
  }
  return sightings
}

/** What a command says, if it says something. */
export function bodyOf({ input }: InvokeEntry): string {
  return typeof input.body === 'string' ? input.body : ''
}

/** A field of a command's input that is a text, or null. */
export function fieldOf(command: Command, field: string): string | null {
  const value = command.attempts[0]?.invoke.input[field]
  return typeof value === 'string' ? value : null
}

/** Whether an attempt was answered with an error that the same request cannot outlive. */
export function isFinallyRefused({ outcome }: Attempt): boolean {
  return outcome?.is === 'refused' && isErrorCode(outcome.code) && !ERRORS[outcome.code].retryable
}

/** Whether one of the attempts may have been carried out. */
export function mayHaveHappened(command: Command): boolean {
  return command.attempts.some((attempt) => !isFinallyRefused(attempt))
}

/** The outcomes with which a command was acknowledged, with the attempts that they answer. */
export function acksOf(command: Command) {
  return command.attempts.flatMap(({ invoke, outcome }) =>
    outcome?.is === 'ok' ? [{ invoke, entry: outcome, outcome: outcome.outcome }] : [],
  )
}

/** Commands that always append an event of their own; the others may find that nothing is to be done. */
export const ALWAYS_APPENDS: Readonly<Record<string, string>> = {
  'message.post': 'message.posted',
  'message.edit': 'message.edited',
}

/** Every state of a message that somebody saw, with the log and the entry that shows it. */
export function* messagesSeen(
  facts: Facts,
): Generator<{ message: MessageSeen; log: string; epoch: string; entry: Placed }> {
  for (const { event, log, epoch, entry } of facts.sightings)
    if (event.message) yield { message: event.message, log, epoch, entry }
  for (const entry of facts.snapshots)
    for (const message of entry.messages) yield { message, log: entry.log, epoch: entry.epoch, entry }
}

/** The greatest of some numbers up to a moment: `put` in the order of the moments, then `before` any of them. */
export class Rising {
  readonly #at: number[] = []
  readonly #steps: { value: number; entry: Placed }[] = []

  put(at: number, value: number, entry: Placed): void {
    if (value <= (this.#steps.at(-1)?.value ?? -1)) return
    this.#at.push(at)
    this.#steps.push({ value, entry })
  }

  /** The greatest that was put before this moment, with the entry that shows it. */
  before(moment: number): { value: number; entry: Placed } | null {
    let low = 0
    let high = this.#at.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#at[middle] ?? Infinity) < moment) low = middle + 1
      else high = middle
    }
    return this.#steps[low - 1] ?? null
  }
}

/** Gets what belongs to a key, making it when it is the first. */
export function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
