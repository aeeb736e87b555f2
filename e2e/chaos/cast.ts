import type { Trouble } from './troubles.ts'

/** Somebody who takes part, with a session's token. */
export type Player = { id: string; name: string; token: string }

/** What a process of clients is told at the beginning of a chapter. */
export type Part = {
  /** Distinguishes the clients of all processes and chapters. */
  name: string
  seed: string
  history: string
  /** Where the server is, and the line to it on which frames get lost. */
  urls: { direct: string; line: string }
  /** Where the logs stand at the beginning. */
  heads: Readonly<Record<string, number>>
  raw: readonly {
    player: Player
    by: 'direct' | 'line'
    rooms: readonly string[]
    does: 'write' | 'keep' | 'spy' | 'read'
  }[]
  devices: readonly { player: Player; by: 'direct' | 'line'; rooms: readonly string[] }[]
  /** Who is added to and removed from the private rooms. */
  guest: { id: string; rooms: readonly string[] }
  /** Sends a second at most. */
  perS: number
  firstToken: number
}

/** What the rig says to a process of clients: `finish` with the heads of all rooms. */
export type ToLoad = { begin: Part } | { settle: true } | { finish: Readonly<Record<string, number>> }

/** What that says back: names of clients who have not done it. */
export type FromLoad =
  | { begun: true }
  | { troubles: Trouble[]; sends: number; acks: number; lostAcks: number; ackedAt: number }
  | { settled: string[] }
  | { finished: string[] }
