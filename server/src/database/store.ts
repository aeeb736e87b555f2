import type { Reader } from './transaction.ts'

/** What a failed write says about the storage. */
export type WriteFailure =
  /** Nothing was written; the same group may succeed at once. */
  | 'replay'
  /** No space: reading goes on, and writing may work later. */
  | 'full'
  /** The storage is not to be trusted any more: the process must restart. */
  | 'broken'
  /** An error in the work itself. */
  | 'other'

/** The one writer. A group is one transaction; its commit is on stable storage when `group` resolves. */
export type Writer = {
  group: <T>(work: (reader: Reader) => Promise<T>) => Promise<T>
  /** Runs one entry of a group; if it throws, what it wrote is undone and the rest of the group stays. */
  savepoint: <T>(reader: Reader, work: () => Promise<T>) => Promise<T>
  /** Entries of one group at most. */
  groupSize: number
  failure: (error: unknown) => WriteFailure
}

/** A database that is open, migrated, and ours alone. */
export type Store = {
  kind: 'sqlite' | 'postgres'
  /** Runs `work` on one consistent moment of the database. */
  read: <T>(work: (reader: Reader) => Promise<T>) => Promise<T>
  writer: Writer
  /** Writes a copy of the living database to a new file. */
  backup: (file: string) => Promise<void>
  close: () => Promise<void>
}
