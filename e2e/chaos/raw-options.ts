import type { Player } from './cast.ts'
import type { Random } from './random.ts'
import type { Recorder } from './recorder.ts'
import type { Troubles } from './troubles.ts'

/** What a raw client is made with. */
export type RawOptions = {
  name: string
  url: string
  player: Player
  /** The logs that it follows, beside its own. */
  rooms: readonly string[]
  recorder: Recorder
  troubles: Troubles
  random: Random
  /** Asks again and again for rooms that it may not read. */
  isSpy: boolean
  /** Writes down whose words come over its connections. */
  isTapped: boolean
  isOnLine: boolean
  /** Where it begins in its logs; 0 by default. */
  heads: Readonly<Record<string, number>>
}
