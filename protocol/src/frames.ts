import * as z from 'zod/mini'
import { Outcome } from './define.ts'
import type { WireError } from './errors.ts'
import { LIMITS } from './limits.ts'
import { Cursors, Events, Reset } from './logs.ts'
import { Presence } from './presence.ts'
import { Id, Instant, Seq } from './values.ts'

const Wire = z.custom<WireError>((value) => typeof value === 'object' && value !== null && 'code' in value)

/** The number that a client gives a request, so that it knows the answer. */
const Ref = z.int().check(z.gte(0))

/** What a client sends over the socket, one JSON object a frame. */
export const ClientFrame = z.discriminatedUnion('t', [
  /** First frame: the version, and the cursors of the logs that the client holds. */
  z.strictObject({ t: z.literal('hello'), v: z.int(), epoch: z.optional(z.string()), cursors: Cursors }),
  /** Further logs to follow, as after `room.joined`. */
  z.strictObject({ t: z.literal('follow'), cursors: Cursors }),
  /** Commands of one room, run in order up to the first that fails. */
  z.strictObject({
    t: z.literal('commands'),
    ref: Ref,
    commands: z
      .array(z.strictObject({ name: z.string(), input: z.unknown() }))
      .check(z.minLength(1), z.maxLength(LIMITS.commandsPerBatch)),
  }),
  z.strictObject({ t: z.literal('query'), ref: Ref, name: z.string(), input: z.unknown() }),
  /** One is typing in a room. */
  z.strictObject({ t: z.literal('typing'), roomId: Id }),
  /** Whether somebody sits before the screen, and whose presence the client shows. */
  z.strictObject({
    t: z.literal('presence'),
    state: z.enum(['online', 'away']),
    watch: z.optional(z.array(Id).check(z.maxLength(LIMITS.watchedPeople))),
  }),
])
export type ClientFrame = z.infer<typeof ClientFrame>

/** The outcome of one command of a batch; after an error, the rest of the batch was not tried and has none. */
export const CommandResult = z.union([z.object({ outcome: Outcome }), z.object({ error: Wire })])
export type CommandResult = z.infer<typeof CommandResult>

/** What the server sends over the socket and, but for answers, over the event stream. */
export const ServerFrame = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('welcome'),
    v: z.int(),
    epoch: z.string(),
    userId: z.string(),
    sessionId: z.string(),
    /** The server's build; another one than the page's means "reload to update". */
    build: z.string(),
    at: Instant,
  }),
  z.object({ t: z.literal('events'), ...Events.shape }),
  z.object({ t: z.literal('reset'), ...Reset.shape }),
  /** The client may not read this log, or no longer, and erases what it holds of it. */
  z.object({ t: z.literal('gone'), log: z.string() }),
  /** Everything up to the moment of the hello or follow was sent for these logs. */
  z.object({ t: z.literal('caught-up'), heads: z.record(z.string(), Seq) }),
  /** Every 20 to 25 s: heads of followed logs that moved since the last; the heartbeat. */
  z.object({ t: z.literal('heads'), heads: z.record(z.string(), Seq) }),
  z.object({ t: z.literal('results'), ref: Ref, results: z.array(CommandResult) }),
  z.object({ t: z.literal('answer'), ref: Ref, output: z.unknown() }),
  z.object({ t: z.literal('refused'), ref: Ref, error: Wire }),
  z.object({ t: z.literal('typing'), roomId: z.string(), userId: z.string() }),
  z.object({
    t: z.literal('presence'),
    states: z.record(z.string(), Presence),
    /** When those who are offline, and tell it, were last here. */
    seen: z.optional(z.record(z.string(), Instant)),
  }),
  z.object({ t: z.literal('problem'), error: Wire }),
])
export type ServerFrame = z.infer<typeof ServerFrame>
