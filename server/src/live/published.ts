import type { LogEvent } from '@parley/protocol/events.ts'
import type { Person } from '@parley/protocol/users.ts'
import type { Ending } from '../database/transaction.ts'

/** What one committed group appended to one log: consecutive seqs, in order, and everyone they refer to. */
export type Published = {
  logId: string
  logKind: 'room' | 'user'
  events: readonly { event: LogEvent; ends: Ending }[]
  people: readonly Person[]
}

/** Hands committed events to whoever follows their logs. */
export type Publish = (batch: readonly Published[]) => void
