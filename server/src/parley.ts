import { COMMANDS, isCommandName, type CommandName } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { isQueryName, QUERIES, type QueryInput, type QueryName, type QueryOutput } from '@parley/protocol/queries.ts'
import type * as z from 'zod/mini'
import { type Actor, NOBODY } from './actor.ts'
import { commands, queries } from './app.ts'
import type { EntryRules, Origin } from './commands.ts'
import type { Reader } from './database/transaction.ts'
import { createLane, type Lane, type LanePorts } from './database/lane.ts'
import type { Store } from './database/store.ts'
import { findOutcome, fingerprintOf } from './events/repeat.ts'
import { carryEvents } from './events/carry.ts'
import { epochOf, factOf } from './events/heads.ts'
import type { Log } from './log.ts'
import type { Publish } from './live/published.ts'
import { ChangedRooms } from './search/changed-rooms.ts'
import { findActor, refreshActor } from './sessions/authenticate.ts'
import type { Lifetimes, Moment } from './sessions/lifetime.ts'
import { Visits } from './sessions/visits.ts'

/** What a command answered, and the token of the session that it started, for the door to hand over. */
export type Carried = { outcome: Outcome; token: string | null }

/** The whole of Parley but its doors: what a request, a frame, a form or a bot can do. */
export type Parley = {
  store: Store
  lane: Lane
  epoch: string
  secret: string
  /** Who was here, at any door; a job stores it now and then. */
  visits: Visits
  lifetimes: Lifetimes
  /** What the search's index has to look at. */
  changedRooms: ChangedRooms
  /** The time of day, milliseconds. */
  clock: () => number
  /** Finds who bears a session's token; throws `session_ended`. Without a token it is nobody. */
  authenticate: (token: string | null) => Promise<Actor>
  /** Carries out a command by its name. Its input is whatever came in. Calls `queued` when it has its place in the lane. */
  command: (name: string, input: unknown, actor: Actor, origin: Origin, queued?: () => void) => Promise<Carried>
  /** Answers a query by its name. Its input is whatever came in. */
  query: (name: string, input: unknown, actor: Actor) => Promise<unknown>
  /** The same for our own pages, with types. */
  ask: <N extends QueryName>(name: N, input: QueryInput<N>, actor: Actor) => Promise<QueryOutput<N>>
}

export type ParleyOptions = {
  store: Store
  log: Log
  clock: () => number
  publish: Publish
  /** Answers 0, or the seconds to wait: how often somebody may write. */
  takeWrite: (command: CommandName, actor: Actor, origin: Origin) => number
  /** Secrets and limits of founding, registering, logging in and entering. */
  entryRules: EntryRules
  lifetimes: Lifetimes
  giveUp: (cause: unknown) => void
  breathe?: () => Promise<void>
}

/** Puts the core together over an open store. */
export async function createParley(options: ParleyOptions): Promise<Parley> {
  const { store } = options
  const facts = await store.read(async (reader) => ({
    epoch: await epochOf(reader),
    secret: (await factOf(reader, 'secret')) ?? '',
  }))
  const visits = new Visits()
  const changedRooms = new ChangedRooms()
  const refresh: LanePorts['refresh'] = async (reader, actor) => {
    const moment = momentOf(options)
    const present = await refreshActor(reader, actor, moment)
    visits.note(present, moment.now)
    return present
  }
  const lane = createLane(lanePorts(options, facts.secret, refresh, changedRooms))
  return {
    store,
    lane,
    ...facts,
    visits,
    lifetimes: options.lifetimes,
    changedRooms,
    clock: options.clock,
    authenticate: async (token) => {
      if (token === null) return NOBODY
      const actor = await store.read((reader) => findActor(reader, token, momentOf(options)))
      visits.note(actor, options.clock())
      return actor
    },
    command: (name, input, actor, origin, queued) =>
      carryOut(options, lane, facts.secret, { name, input, actor, origin }, queued),
    query: (name, input, actor) => answerAny(options, refresh, { name, input, actor }),
    ask: (name, input, actor) =>
      store.read(async (reader) => {
        const present = await refresh(reader, actor)
        requireRole(QUERIES[name].allow[present.role], present)
        return queries[name].answer(reader, present, input, momentOf(options))
      }),
  }
}

function momentOf({ clock, lifetimes }: ParleyOptions): Moment {
  return { now: clock(), lifetimes }
}

function lanePorts(
  options: ParleyOptions,
  secret: string,
  refresh: LanePorts['refresh'],
  changedRooms: ChangedRooms,
): LanePorts {
  const { store, log, clock, publish, giveUp } = options
  return {
    store,
    secret,
    clock,
    giveUp,
    breathe: options.breathe ?? (() => new Promise((resolve) => setImmediate(resolve))),
    run: (tx, entry) => commands[entry.command].run(tx, entry.actor, entry.prepared),
    refresh,
    carry: async (reader, events) => {
      const batch = await carryEvents(reader, events)
      return () => {
        for (const { logId, logKind } of batch) if (logKind === 'room') changedRooms.note(logId)
        publish(batch)
      }
    },
    report: (cause, command) => log.error('write_failed', cause, { command }),
  }
}

type Request = { name: string; input: unknown; actor: Actor; origin: Origin }

async function carryOut(
  options: ParleyOptions,
  lane: Lane,
  secret: string,
  request: Request,
  queued = () => {},
): Promise<Carried> {
  const { name, actor, origin } = request
  if (!isCommandName(name)) throw new ParleyError('unknown_command')
  const input = parseInput<{ id: string }>(COMMANDS[name].input, request.input)
  const refused = refusalOf(COMMANDS[name].allow[actor.role], actor) ?? tooFast(options.takeWrite(name, actor, origin))
  if (refused) return answerRepeat(options.store, secret, { name, input, actor }, refused)
  const prepared = await commands[name].prepare(input, actor, origin, {
    ...options.entryRules,
    read: options.store.read,
    clock: options.clock,
    secret,
  })
  const outcome = await lane.run({ command: name, actor, input, prepared }, queued)
  return { outcome, token: tokenOf(prepared) }
}

function tooFast(waitS: number): ParleyError | null {
  return waitS > 0 ? new ParleyError('too_fast', { retryS: waitS }) : null
}

/**
 * A repeat is answered even to somebody who is too fast, or who may do so no longer, as a guest who registered: what was
 * done once is not refused afterwards.
 */
async function answerRepeat(
  store: Store,
  secret: string,
  { name, input, actor }: { name: CommandName; input: { id: string }; actor: Actor },
  refused: ParleyError,
): Promise<Carried> {
  const fingerprint = fingerprintOf(secret, name, input)
  const outcome = await store.read((reader) => findOutcome(reader, actor.id, input.id, fingerprint))
  if (outcome) return { outcome, token: null }
  throw refused
}

function tokenOf(prepared: unknown): string | null {
  if (typeof prepared !== 'object' || prepared === null || !('token' in prepared)) return null
  return typeof prepared.token === 'string' ? prepared.token : null
}

type AnyQuery = { answer(reader: Reader, actor: Actor, input: object, moment: Moment): Promise<unknown> }

async function answerAny(
  options: ParleyOptions,
  refresh: LanePorts['refresh'],
  { name, input: given, actor }: Omit<Request, 'origin'>,
): Promise<unknown> {
  if (!isQueryName(name)) throw new ParleyError('unknown_query')
  const input = parseInput<object>(QUERIES[name].input, given)
  const entry: AnyQuery = queries[name]
  return options.store.read(async (reader) => {
    const present = await refresh(reader, actor)
    requireRole(QUERIES[name].allow[present.role], present)
    return entry.answer(reader, present, input, momentOf(options))
  })
}

function requireRole(rule: string | false, actor: Actor): void {
  const refused = refusalOf(rule, actor)
  if (refused) throw refused
}

function refusalOf(rule: string | false, actor: Actor): ParleyError | null {
  if (rule !== false) return null
  return new ParleyError(actor.role === 'nobody' ? 'not_logged_in' : 'forbidden')
}

/** Checks an input against its schema once; says which field is wrong and why. */
export function parseInput<T>(schema: z.ZodMiniType<T>, input: unknown): T {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = issue?.path.join('.') ?? ''
  throw new ParleyError('bad_input', {
    ...(field === '' ? {} : { field }),
    problem: problemOf(issue, field),
  })
}

function problemOf(issue: { code?: string | undefined; message: string } | undefined, field: string): string {
  if (issue?.code === 'unrecognized_keys') return 'The input has a key that is not known here.'
  const isPlain =
    issue?.message.startsWith('This ') || issue?.message.startsWith('A ') || issue?.message.startsWith('These ')
  if (isPlain) return issue?.message ?? ''
  return field === '' ? 'The input is not as it should be.' : `“${field}” is not as it should be.`
}
