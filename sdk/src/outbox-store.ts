import type { WireError } from '@parley/protocol/errors.ts'
import type { Command } from './wire.ts'

/** Commands that wait in the outbox; all others are run at once or not at all. */
export type OutboxCommand = Command<'message.post' | 'message.edit' | 'message.delete'>

/** A command that was not yet carried out, or was a moment ago. */
export type OutboxEntry = {
  /** Its place in the queue and its key in the store; it stays when the command gets another id. */
  readonly key: string
  /** Whose command this is: it is never sent under anybody else. */
  readonly userId: string
  readonly roomId: string
  readonly command: OutboxCommand
  /** When it was written, by this device's clock, ISO 8601. */
  readonly at: string
  /** `sent`: acknowledged, while its event is still to come; such an entry is in memory alone. */
  readonly state: 'waiting' | 'failed' | 'sent'
  /** Why it failed for good. */
  readonly error: WireError | null
  /** The seq of its event, once sent. */
  readonly seq: number | null
}

/** Keeps the outbox of all people of this device where a crash does not reach it. Tabs share it. */
export type OutboxStore = {
  /** Resolves when the entry would survive a crash. */
  add(entry: OutboxEntry): Promise<void>
  /** All entries of one person, in no order. */
  list(userId: string): Promise<OutboxEntry[]>
  remove(key: string): Promise<void>
  /** Replaces parts of an entry; does nothing when it is gone. */
  mark(key: string, change: Partial<OutboxEntry>): Promise<void>
  /** Calls when another tab changed something; the answer ends it. */
  watch?(changed: () => void): () => void
}

/** An outbox that lasts as long as the program. */
export function createMemoryOutbox(): OutboxStore {
  const entries = new Map<string, OutboxEntry>()
  return {
    add: async (entry) => void entries.set(entry.key, entry),
    list: async (userId) => [...entries.values()].filter((entry) => entry.userId === userId),
    remove: async (key) => void entries.delete(key),
    mark: async (key, change) => {
      const entry = entries.get(key)
      if (entry) entries.set(key, { ...entry, ...change })
    },
  }
}
