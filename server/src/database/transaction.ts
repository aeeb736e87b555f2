import type { Kysely } from 'kysely'
import type { EventTable, MessageTable, Schema } from './schema.ts'

/** What a statement can be given. */
export type Parameter = string | number | null

/** A consistent view of the database: everything read through one reader belongs to one moment. */
export type Reader = {
  readonly kind: 'sqlite' | 'postgres'
  readonly db: Kysely<Schema>
  /** Runs a statement that is kept prepared; see `hot`. */
  readonly all: <R>(text: string, parameters: readonly Parameter[]) => Promise<R[]>
  /** What was read with the same one stands as it was; see `recalled`. */
  readonly memory?: object
}

/** The command that a transaction's entry carries out: its events bear the command's id. */
export type CommandMark = { id: string | null; actorId: string | null; fingerprint: string | null }

/** What a committed event ends: people who lose the log at this event, and sessions; those that were replaced by others. */
export type Ending = { people: readonly string[]; sessions: readonly string[]; replaced: readonly string[] }

/** An event of this transaction, not yet seen by anyone. */
export type AppendedEvent = {
  row: EventTable
  logKind: 'room' | 'user'
  ends: Ending
  /** The message that it stored, where that is all that it did and nothing of it has to be read again. */
  posted?: MessageTable
}

/** One entry of a group: it reads and writes through `db`, and its events go out after the group's commit. */
export type Transaction = Reader & {
  /** When the group began, milliseconds. */
  readonly now: number
  readonly mark: CommandMark
  readonly appended: AppendedEvent[]
}
