import * as z from 'zod/mini'
import type { ErrorCode } from './errors.ts'
import { Id, Instant, Seq } from './values.ts'

/** Who asks: an owner or member of the community, a guest, or nobody that we know. */
export type Role = 'owner' | 'member' | 'guest' | 'nobody'

/** For each role the condition, in words, under which it may do this, or false. No role can be left out. */
export type Allow = Record<Role, string | false>

/** What every command answers: the event that bears the command's id, and what it made or changed. */
export const Outcome = z.object({
  /** The log of the event. */
  logId: z.string(),
  /** The event's place in that log. */
  seq: Seq,
  at: Instant,
  /** What was made or changed: a message, a room, a user, an invite, a session. */
  subjectId: z.string(),
})
export type Outcome = z.infer<typeof Outcome>

type Shape = Record<string, z.ZodMiniType>

type CommandSpec<F extends Shape, A extends Allow> = {
  /** One sentence for the documentation. */
  about: string
  input: F
  errors: readonly ErrorCode[]
  allow: A
  /** `http`: it sets or ends a cookie, so it is not taken from a socket. */
  door?: 'http'
}

/** Makes an entry of the table of commands. Its input has the sender's id (UUIDv7) beside its fields; unknown keys are refused. */
export function command<const N extends string, F extends Shape, const A extends Allow>(
  name: N,
  spec: CommandSpec<F, A>,
) {
  return {
    name,
    about: spec.about,
    input: z.strictObject({ id: Id, ...spec.input }),
    errors: spec.errors,
    allow: spec.allow,
    door: spec.door ?? 'any',
  } as const
}

type QuerySpec<F extends Shape, O extends z.ZodMiniType, A extends Allow> = {
  about: string
  input: F
  output: O
  errors: readonly ErrorCode[]
  allow: A
}

/** Makes an entry of the table of queries. Unknown keys are refused in the input. */
export function query<const N extends string, F extends Shape, O extends z.ZodMiniType, const A extends Allow>(
  name: N,
  spec: QuerySpec<F, O, A>,
) {
  return {
    name,
    about: spec.about,
    input: z.strictObject(spec.input),
    output: spec.output,
    errors: spec.errors,
    allow: spec.allow,
  } as const
}

/** May be done by whoever is a member of the room, whatever the role. */
export const ofTheRoom = {
  owner: 'of the room',
  member: 'of the room',
  guest: 'of the room',
  nobody: false,
} as const satisfies Allow

/** May be done by everyone who has an account. */
export const withAccount = { owner: 'always', member: 'always', guest: false, nobody: false } as const satisfies Allow

/** May be done by the owners of the community alone. */
export const ownersOnly = { owner: 'always', member: false, guest: false, nobody: false } as const satisfies Allow

/** May be done by everyone who has a session, guests included. */
export const withSession = {
  owner: 'always',
  member: 'always',
  guest: 'always',
  nobody: false,
} as const satisfies Allow

/** May be done by anyone at all. */
export const anyone = { owner: 'always', member: 'always', guest: 'always', nobody: 'always' } as const satisfies Allow
