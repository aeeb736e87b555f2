import type { KnownActor } from '../actor.ts'
import type { Encoded } from './frames.ts'

/** One way on which somebody follows logs: a socket, or an answer over HTTP that stays open. */
export type Connection = {
  readonly actor: KnownActor
  readonly isOpen: boolean
  /** Sends in the order of the calls, and in the order of what is published to followed logs. */
  send: (encoded: Encoded) => void
  /** From now on, whatever is published to the log comes here. */
  follow: (logId: string) => void
  /** Whatever was published before this still arrives. Answers whether the log was followed. */
  unfollow: (logId: string) => boolean
  follows: (logId: string) => boolean
  followed: () => readonly string[]
  /** Resolves when what was sent has left, or the connection is closed. */
  drained: () => Promise<void>
  close: (code: number, reason?: string) => void
}
