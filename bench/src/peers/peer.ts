/** A server that is measured, Parley or what people would use instead. */
export type Peer = {
  /** What follows the dot in the name of a figure; empty for Parley. */
  name: string
  title: string
  /** What it is and how it runs, in one sentence. */
  about: string
  /** Makes its data in an empty folder, with `MESSAGES_THERE` messages in the first room. */
  prepare: (folder: string) => Promise<void>
  /** Ends what it would still do with what was posted before, in a folder that nobody serves. */
  settle?: (folder: string) => Promise<void>
  /** Starts it, with more variables in its environment, and resolves when it listens. */
  start: (folder: string, environment?: Record<string, string>) => Promise<RunningPeer>
  /** Makes sure of what a figure takes for granted; throws where it is not so. */
  check?: (running: RunningPeer, folder: string) => Promise<void>
  /** How many messages its storage holds, read without it. */
  countStored: (folder: string) => number
}

export type RunningPeer = {
  port: number
  dialect: Dialect
  /** How one of the people connects to one of the rooms. */
  lineTo: (person: number, room: number) => Line
  /** Every process whose CPU time it costs to serve. */
  pids: () => readonly number[]
  stop: () => Promise<void>
}

/** One connection: the path and a header of its upgrade, and the room that it follows. */
export type Line = { path: string; header: string; room: string }

/** What the load says and hears. `%ROOM`, `%REF`, `%ID` and `%BODY` are filled in; a text that is heard is the start of a frame. */
export type Dialect = {
  /** Said as soon as a line is open. */
  greet?: string
  /** Heard when a line follows its room; without it, an open line does. */
  ready?: string
  post: string
  /** Heard when a post is stored and handed out; its `%REF` follows at once. */
  ack: string
  /** What an ack contains that is none. */
  refusal?: string
  ping?: string
  pong?: string
}

export const PEOPLE = 25
export const ROOMS = 16
export const MESSAGES_THERE = 1_000_000

/** The body of a message that was there before. */
export function bodyOf(seq: number): string {
  return `message ${seq}: the tide turns at **${seq % 24}:00**, says the gauge in the harbour`
}
