import * as z from 'zod/mini'
import { command, ofTheRoom, query, withSession } from './define.ts'
import { Body, Id, Instant, Seq } from './values.ts'

/** A message that its author has sent at a time to come. */
export const Scheduled = z.object({
  /** The id that the message will have. */
  id: z.string(),
  roomId: z.string(),
  /** Markdown source. */
  body: z.string(),
  /** When it is sent: not before, and as soon as the server can. */
  at: Instant,
  replyTo: z.nullable(z.string()),
  rootId: z.nullable(z.string()),
  alsoInRoom: z.boolean(),
  /** Why it could not be sent: it waits for its author to edit, send or cancel it. Null while it waits for its time. */
  problem: z.nullable(z.string()),
  /** The seq of one's own log at which this last changed. */
  version: Seq,
})
export type Scheduled = z.infer<typeof Scheduled>

/**
 * Has a message sent at a time: as by `message.post` then, with what its author may do then; the message's id is this
 * command's. The time lies ahead, by a year at most; of more than `LIMITS.scheduled` one is refused with `too_many`.
 */
export const messageSchedule = command('message.schedule', {
  about: 'Has a message sent at a time to come, as by `message.post` then. The message’s id is the command’s.',
  input: {
    roomId: Id,
    body: Body,
    at: Instant,
    replyTo: z.optional(Id),
    rootId: z.optional(Id),
    alsoInRoom: z.optional(z.boolean()),
  },
  errors: [
    'bad_input',
    'not_logged_in',
    'room_not_found',
    'message_not_found',
    'message_gone',
    'room_archived',
    'announcements_only',
    'too_many',
    'id_reused',
    'too_fast',
    'read_only',
  ],
  allow: ofTheRoom,
})

const ownScheduled = { owner: 'one’s own', member: 'one’s own', guest: 'one’s own', nobody: false } as const

/** Changes the text or the time of one's own scheduled message; what is left out stays. One that failed waits again. */
export const scheduledEdit = command('scheduled.edit', {
  about: 'Changes the text or the time of a scheduled message; one that could not be sent waits again.',
  input: { scheduledId: Id, body: z.optional(Body), at: z.optional(Instant) },
  errors: ['bad_input', 'not_logged_in', 'scheduled_not_found', 'id_reused'],
  allow: ownScheduled,
})

/** Takes back one's own scheduled message; its text is gone. */
export const scheduledCancel = command('scheduled.cancel', {
  about: 'Takes back a scheduled message.',
  input: { scheduledId: Id },
  errors: ['bad_input', 'not_logged_in', 'scheduled_not_found', 'id_reused'],
  allow: ownScheduled,
})

/** Sends one's own scheduled message now. Its subject is the message. `forbidden`: one is no longer in its room. */
export const scheduledSend = command('scheduled.send', {
  about: 'Sends a scheduled message now.',
  input: { scheduledId: Id },
  errors: [
    'bad_input',
    'not_logged_in',
    'scheduled_not_found',
    'forbidden',
    'message_not_found',
    'message_gone',
    'room_archived',
    'announcements_only',
    'slow_mode',
    'id_reused',
    'too_fast',
    'read_only',
  ],
  allow: ownScheduled,
})

/** Reads one's scheduled messages, the next first. */
export const scheduledList = query('scheduled.list', {
  about: 'One’s scheduled messages, the next first, those that could not be sent included.',
  input: {},
  output: z.object({
    scheduled: z.array(Scheduled),
    /** Head of one's own log when this was read. */
    head: Seq,
  }),
  errors: ['not_logged_in'],
  allow: withSession,
})
