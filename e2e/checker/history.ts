/**
 * What clients saw while faults were injected, one entry a line of JSON, in the order in which it happened by one clock.
 * Whoever makes a history writes what was seen and judges nothing; the rules do.
 */
export type Entry =
  | LogEntry
  | GrantEntry
  | InvokeEntry
  | OutcomeEntry
  | EventEntry
  | ReadEntry
  | SnapshotEntry
  | CursorEntry
  | BytesEntry
  | OutboxEntry
  | HoldingEntry
  | FaultEntry
  | RepairEntry
  | HealEntry

/** A log that is there before the history begins, and its head then; what stands up to it was invoked by nobody here. */
export type LogEntry = { k: 'log'; t: number; log: string; kind: 'room' | 'user'; head: number }

/** Somebody is a member of a room when the history begins. */
export type GrantEntry = { k: 'grant'; t: number; log: string; user: string }

/** One attempt to have a command carried out, written before the first byte leaves. `op` is new for each attempt. */
export type InvokeEntry = {
  k: 'invoke'
  t: number
  op: string
  /** The device; its outbox keeps the order of what it sends to one room. */
  client: string
  user: string
  name: string
  input: { id: string } & Record<string, unknown>
  /** It went through the outbox. */
  isQueued?: boolean
}

/**
 * What became of an attempt, written when it was heard. No entry, or `unknown`: nobody answered. `untried`: the server said
 * that it did not get to it, because one before it in its batch failed.
 */
export type OutcomeEntry = { k: 'outcome'; t: number; op: string } & (
  | { is: 'ok'; outcome: { logId: string; seq: number; at: string; subjectId: string } }
  | { is: 'refused'; code: string }
  | { is: 'unknown' | 'untried' }
)

/** A message at one of its versions. */
export type MessageSeen = {
  id: string
  seq: number
  version: number
  authorId: string
  body: string
  at: string
  deletedAt: string | null
}

/** An event as a client got it. */
export type EventSeen = {
  seq: number
  type: string
  actorId: string | null
  subjectId: string
  at: string
  message?: MessageSeen
  /** Where one reads what is stored: the command that it bears. */
  commandId?: string | null
}

/** An event that came to a client's state. A stream is the life of one client in memory, over all its connections. */
export type EventEntry = {
  k: 'event'
  t: number
  stream: string
  user: string
  log: string
  epoch: string
  event: EventSeen
}

/** A log read from its tail to its head, by whatever way; `began` is when it was asked for. */
export type ReadEntry = {
  k: 'read'
  t: number
  began: number
  client: string
  /** Null: what is stored, or an export. */
  user: string | null
  node: string
  log: string
  epoch: string
  head: number
  tail: number
  events: EventSeen[]
  /** After everything was healed. */
  isFinal?: boolean
}

/** A room's state at a head: folded by a client from events, or read at once from the server. */
export type SnapshotEntry = {
  k: 'snapshot'
  t: number
  /** When it was asked for; for a fold the same as `t`. */
  began: number
  how: 'fold' | 'fresh'
  client: string
  user: string
  node: string
  log: string
  epoch: string
  head: number
  /** In the order of the screen: all messages whose seq is at least `from`. */
  messages: MessageSeen[]
  from: number
  members?: string[]
  isFinal?: boolean
  /** Nothing was done to this client's connection since the heal, and a heads interval is over. */
  isSteady?: boolean
}

/** How far a user has read a room, as one of his streams shows it after it was told something. */
export type CursorEntry = {
  k: 'cursor'
  t: number
  stream: string
  user: string
  log: string
  readSeq: number
  isFinal?: boolean
}

/** Tokens that were found in the bytes that went to somebody. `sent`: when they left the server, where that is known. */
export type BytesEntry = { k: 'bytes'; t: number; sent?: number; client: string; user: string; tokens: string[] }

/** How many commands wait in a client's outbox, and whether it is connected or has given up. */
export type OutboxEntry = { k: 'outbox'; t: number; client: string; waiting: number; isOnline?: boolean }

/** How many of something a process holds, and how many it needs for those who are there. */
export type HoldingEntry = { k: 'holding'; t: number; of: string; what: string; held: number; due: number }

/** What was done to the system, and by what one sees that it was felt: an operation that failed or was late. */
export type FaultEntry = {
  k: 'fault'
  t: number
  until: number
  kind: string
  witness: string | null
  /** The repairs that it makes necessary. */
  explains: RepairEntry['what'][]
  /** Whose; everybody's if it is not said. */
  clients?: string[]
}

/** A client had to ask for what it missed (`gap`), to load a log anew (`reset`), or to connect again (`reconnect`). */
export type RepairEntry = { k: 'repair'; t: number; what: 'gap' | 'reset' | 'reconnect'; client: string; log?: string }

/** From now on nothing is injected any more. */
export type HealEntry = { k: 'heal'; t: number }

/** A body's canary: what a message says is unique, so that its bytes are found wherever they go. */
const TOKEN = /\bzq[0-9a-z]{10}qz\b/g

/** The canaries in a text. */
export function tokensIn(text: string): string[] {
  return text.match(TOKEN) ?? []
}

/** Makes a canary of a number that was not used before. */
export function tokenOf(n: number): string {
  return `zq${n.toString(36).padStart(10, '0')}qz`
}

/** One line of a history's file. */
export function toLine(entry: Entry): string {
  return `${JSON.stringify(entry)}\n`
}

/** Reads a history's file. A last line that was not finished when the writer was killed is left out. */
export function parseHistory(text: string): Entry[] {
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n')
  return lines.flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Entry]))
}

/** Puts what several clients wrote, by one clock, into one order. */
export function mergeHistories(histories: readonly (readonly Entry[])[]): Entry[] {
  return histories.flat().sort((a, b) => a.t - b.t)
}
