import type { Message, Quote } from '@parley/protocol/messages.ts'
import type { Answer } from '@parley/sdk/client.ts'

/** What one is about to say or change. */
export type Writing = {
  /** The message that is edited; null: a new one is written. */
  readonly editing: Message | null
  /** What the new message answers. */
  readonly answering: Quote | null
  /** Why the last thing was refused. */
  readonly problem: string | null
}

/** Under which name a draft is kept, and in which room it is. */
export type Place = { readonly key: string; readonly roomId: string }

/** Where one writes: a room, or a thread of it. */
export type Desk = {
  /** Null: nothing is open. */
  readonly place: () => Place | null
  readonly writing: () => Writing
  readonly write: (change: Partial<Writing>) => void
  /** Which thread a message that is written there is in, and whether it is in the room as well. */
  readonly thread: () => Pick<Answer, 'rootId' | 'alsoInRoom'>
  /** Says something there, and goes to where it stands. */
  readonly say: (body: string, replyTo: string | null) => Promise<void>
  /** What was written is said, or will be: what was chosen for it alone is forgotten. */
  readonly done: () => void
  /** A message that can be seen there; null where it is not loaded. */
  readonly find: (messageId: string) => Message | null
  /** One's own last message there. */
  readonly lastOwn: () => Message | undefined
}
