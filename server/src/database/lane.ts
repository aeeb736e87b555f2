import { COMMANDS, type CommandName } from '@parley/protocol/commands.ts'
import type { Outcome, Role } from '@parley/protocol/define.ts'
import { type ErrorCode, ParleyError } from '@parley/protocol/errors.ts'
import type { Actor } from '../actor.ts'
import { findOutcome, fingerprintOf } from '../events/repeat.ts'
import type { Store, WriteFailure } from './store.ts'
import type { AppendedEvent, Reader, Transaction } from './transaction.ts'

/** A command of the wire, with the input that its sender gave and what its preparation made of it. */
export type LaneEntry = { command: CommandName; actor: Actor; input: { id: string }; prepared: unknown }

/** Work of Parley's own (jobs, the command line): it has no sender and bears no id. */
export type Chore = (tx: Transaction) => Promise<Outcome | null>

/** What the lane needs of the rest of the program. */
export type LanePorts = {
  store: Store
  secret: string
  clock: () => number
  /** Lets the event loop read what arrived meanwhile, so that it joins the group. */
  breathe: () => Promise<void>
  run: (tx: Transaction, entry: LaneEntry) => Promise<Outcome>
  /** Throws when the session has ended; reads the role anew. */
  refresh: (reader: Reader, actor: Actor) => Promise<Actor>
  /** Gets a group's events inside its transaction; what it returns runs after the commit. */
  carry: (reader: Reader, events: readonly AppendedEvent[]) => Promise<() => void>
  /** The storage is not to be trusted any more: nothing is written from now on. Called once. */
  giveUp: (cause: unknown) => void
  report: (cause: unknown, command: string) => void
}

type Waiting = {
  work: (reader: Reader, now: number) => Promise<Done>
  name: string
  /** It stores a message and changes nothing that another post asks for: what was read for one is there for the next. */
  isPost: boolean
  settle: (done: Done) => void
}
type Done = { outcome: Outcome | null; events: AppendedEvent[] } | { error: unknown }

/** What entries that only post remember of what they read, until something else is written. */
class Memory {
  now: object = {}

  forget(): void {
    this.now = {}
  }
}

/** The queue through which all writes go: a group is one transaction and one fsync, an entry of it one savepoint. */
export type Lane = {
  /** Calls `queued` when the entry has its place among the others. */
  run: (entry: LaneEntry, queued?: () => void) => Promise<Outcome>
  chore: (name: string, chore: Chore) => Promise<Outcome | null>
  /** Resolves when everything that was queued is settled. */
  drain: () => Promise<void>
}

/** How often a group that lost a race for a lock is tried again. */
const REPLAYS = 5

/** Makes the one lane of a store. */
export function createLane(ports: LanePorts): Lane {
  const queue: Waiting[] = []
  let working: Promise<void> | null = null
  let isTrusted = true
  const memory = new Memory()

  const push = (name: string, work: Waiting['work']) =>
    new Promise<Outcome | null>((resolve, reject) => {
      const settle = (done: Done) => ('error' in done ? reject(done.error) : resolve(done.outcome))
      queue.push({ name, work, isPost: name === 'message.post', settle })
      working ??= workOff()
    })

  /** The queue is found empty and the work said to be over in one turn, so that nothing pushed meanwhile is left lying. */
  const workOff = async () => {
    while (queue.length > 0) {
      await ports.breathe()
      const group = queue.splice(0, ports.store.writer.groupSize)
      // What a storage says after it failed to keep something is not to be believed: Linux forgets that a sync failed.
      if (isTrusted) isTrusted = (await settleGroup(ports, memory, group)) !== 'broken'
      else refuse(group, 'internal')
    }
    working = null
  }

  return {
    run: async (entry, queued) => {
      const fingerprint = fingerprintOf(ports.secret, entry.command, entry.input)
      const settled = push(entry.command, (reader, now) => runEntry(ports, reader, now, entry, fingerprint))
      queued?.()
      const outcome = await settled
      if (!outcome) throw new Error(`${entry.command} gave no outcome`)
      return outcome
    },
    chore: (name, chore) => push(name, (reader, now) => runChore(reader, now, chore)),
    drain: async () => {
      while (working) await working
    },
  }
}

/** Acks go out only after the commit; a commit that fails fails all with an error that may be retried. */
async function settleGroup(ports: LanePorts, memory: Memory, group: Waiting[]): Promise<WriteFailure | null> {
  for (let replay = 0; ; replay += 1) {
    try {
      const { results, after } = await commitGroup(ports, memory, group)
      after()
      group.forEach((waiting, index) => waiting.settle(results[index] ?? { error: new ParleyError('internal') }))
      return null
    } catch (error) {
      memory.forget()
      const failure = ports.store.writer.failure(error)
      if (failure === 'replay' && replay < REPLAYS) continue
      ports.report(error, group.map((waiting) => waiting.name).join(' '))
      refuse(group, failure === 'full' ? 'read_only' : 'internal')
      if (failure === 'broken') ports.giveUp(error)
      return failure
    }
  }
}

function refuse(group: readonly Waiting[], code: ErrorCode): void {
  for (const waiting of group) waiting.settle({ error: new ParleyError(code) })
}

function commitGroup(
  ports: LanePorts,
  memory: Memory,
  group: Waiting[],
): Promise<{ results: Done[]; after: () => void }> {
  return ports.store.writer.group(async (reader) => {
    const now = ports.clock()
    const results: Done[] = []
    for (const waiting of group) {
      const entryReader = waiting.isPost ? { ...reader, memory: memory.now } : reader
      results.push(await attempt(ports, entryReader, now, waiting))
      if (!waiting.isPost) memory.forget()
    }
    const events = results.flatMap((done) => ('error' in done ? [] : done.events))
    const after = await ports.carry(reader, events)
    return { results, after }
  })
}

/** One failing entry is undone alone; a failure of the storage fails the group. */
async function attempt(ports: LanePorts, reader: Reader, now: number, waiting: Waiting): Promise<Done> {
  try {
    return await ports.store.writer.savepoint(reader, () => waiting.work(reader, now))
  } catch (error) {
    if (error instanceof ParleyError) return { error }
    if (ports.store.writer.failure(error) !== 'other') throw error
    ports.report(error, waiting.name)
    return { error: new ParleyError('internal') }
  }
}

/** A repeat is answered before anything else is asked, so that a retry never fails for what happened since. */
async function runEntry(
  ports: LanePorts,
  reader: Reader,
  now: number,
  entry: LaneEntry,
  fingerprint: string,
): Promise<Done> {
  const first = await findOutcome(reader, entry.actor.id, entry.input.id, fingerprint)
  if (first) return { outcome: first, events: [] }
  const actor = await ports.refresh(reader, entry.actor)
  requireRole(entry.command, actor.role)
  const mark = { id: entry.input.id, actorId: actor.id, fingerprint }
  const tx: Transaction = { ...reader, now, mark, appended: [] }
  const outcome = await ports.run(tx, { ...entry, actor })
  return { outcome, events: tx.appended }
}

async function runChore(reader: Reader, now: number, chore: Chore): Promise<Done> {
  const tx: Transaction = { ...reader, now, mark: { id: null, actorId: null, fingerprint: null }, appended: [] }
  return { outcome: await chore(tx), events: tx.appended }
}

function requireRole(command: CommandName, role: Role): void {
  if (COMMANDS[command].allow[role] !== false) return
  throw new ParleyError(role === 'nobody' ? 'not_logged_in' : 'forbidden')
}
