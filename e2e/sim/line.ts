import type { Loop } from './loop.ts'
import type { Random } from './random.ts'

/** What can be done to one frame: it is lost, comes twice, or is overtaken by those behind it. */
export type FrameFault = 'lost' | 'doubled' | 'overtaken'

type Armed = { fault: FrameFault; kind: string; until: number; onHit: () => void }

/** Of so many acks one is lost on the way back, in all runs. */
const ACKS_PER_LOSS = 14

/** The way between a device and the server, over all its connections: how long it takes, and what is wrong with it. */
export class Line {
  readonly #loop: Loop
  readonly #random: Random
  readonly #baseMs: number
  readonly #blockedUntil = { up: 0, down: 0 }
  readonly #asleepUntil = { up: () => 0, down: () => 0 }
  #armed: Armed[] = []
  isHealed = false
  onLostAck = () => {}
  #onMuted: (() => void) | null = null

  constructor(loop: Loop, random: Random, asleepUntil: { server: () => number; client: () => number }) {
    this.#loop = loop
    this.#random = random
    this.#baseMs = random.between(1, 40)
    this.#asleepUntil = { up: asleepUntil.server, down: asleepUntil.client }
  }

  /** Nothing arrives in these directions until then; it is sent again by the kernels and arrives afterwards. */
  block(directions: readonly ('up' | 'down')[], until: number): void {
    for (const direction of directions) this.#blockedUntil[direction] = Math.max(this.#blockedUntil[direction], until)
  }

  /** The next frame of this kind meets its fault. */
  arm(armed: Armed): void {
    this.#armed.push(armed)
  }

  /** All events that go down until it is healed are lost, and nothing else. */
  mute(onHit: () => void): void {
    this.#onMuted = onHit
  }

  heal(): void {
    this.isHealed = true
    this.#armed = []
  }

  arrivalOf(direction: 'up' | 'down'): number {
    const leaves = Math.max(this.#loop.now, this.#blockedUntil[direction])
    return leaves + this.#baseMs * this.#random.between(0.8, 1.6)
  }

  /** A process that is stopped reads what came when it goes on. */
  whenAwake(direction: 'up' | 'down', arrive: () => void): void {
    const until = this.#asleepUntil[direction]()
    if (until <= this.#loop.now) arrive()
    else this.#loop.at(until, arrive)
  }

  /** For each time that a frame arrives how much later than it should. */
  fate(direction: 'up' | 'down', text: string): readonly number[] {
    if (this.isHealed) return AS_IT_IS
    const kind = kindOf(text)
    if (kind === 'results' && this.#random.isOneIn(ACKS_PER_LOSS)) {
      this.onLostAck()
      return []
    }
    if (direction === 'down' && kind === 'events' && this.#onMuted) {
      this.#onMuted()
      return []
    }
    if (this.#armed.length === 0) return AS_IT_IS
    const index = this.#armed.findIndex(
      (armed) => armed.kind === `${direction} ${kind}` && armed.until >= this.#loop.now,
    )
    const [hit] = index < 0 ? [] : this.#armed.splice(index, 1)
    hit?.onHit()
    if (!hit) return AS_IT_IS
    if (hit.fault === 'lost') return []
    const laterMs = this.#random.between(1, 400)
    return hit.fault === 'doubled' ? [0, laterMs] : [laterMs]
  }
}

const AS_IT_IS: readonly number[] = [0]

/** The kind of a frame, from its first characters: every frame begins with it. */
export function kindOf(text: string): string {
  return text.startsWith('{"t":"') ? text.slice(6, text.indexOf('"', 6)) : ''
}
