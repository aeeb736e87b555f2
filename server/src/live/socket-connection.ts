import type { KnownActor } from '../actor.ts'
import type { Origin } from '../commands.ts'
import type { Connection } from './connection.ts'
import type { Encoded } from './frames.ts'
import type { Missed } from './hub.ts'
import type { Socket } from './topics.ts'
import { Turns } from './turns.ts'

/** The logs that a socket left because it did not read, and what it missed of them. */
export type Lag = { logIds: readonly string[]; missed: Missed }

/** One socket, and what is known of it. Its subscriptions are Bun's. */
export class SocketConnection implements Connection {
  readonly actor: KnownActor
  readonly origin: Origin
  readonly socket: Socket
  readonly turns: Turns
  hasGreeted = false
  /** Frames that come now are not taken: their sender asks again elsewhere. */
  isFinishing = false
  /** When it was opened, when something last came from it, when it was last told heads, and when it is to be told. */
  readonly openedAt: number
  heardAt: number
  toldAt: number
  tellAt: number
  lag: Lag | null = null
  #unsentBytes = 0
  #unsentSince = 0
  #isOpen = true
  #drains: (() => void)[] | null = null

  constructor(options: {
    socket: Socket
    actor: KnownActor
    origin: Origin
    now: number
    tellAt: number
    onError: (error: unknown) => void
  }) {
    this.socket = options.socket
    this.actor = options.actor
    this.origin = options.origin
    this.turns = new Turns(options.onError)
    this.openedAt = options.now
    this.heardAt = options.now
    this.toldAt = options.now
    this.tellAt = options.tellAt
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Corked, it leaves in one write with what was published to the socket's topics in this turn of the loop. */
  send(encoded: Encoded): void {
    if (this.#isOpen) this.socket.cork(() => this.socket.send(encoded.text))
  }

  follow(logId: string): void {
    this.socket.subscribe(logId)
  }

  unfollow(logId: string): boolean {
    return this.socket.unsubscribe(logId)
  }

  follows(logId: string): boolean {
    return this.socket.isSubscribed(logId)
  }

  followed(): readonly string[] {
    return this.socket.subscriptions
  }

  drained(): Promise<void> {
    if (!this.#isOpen || this.socket.getBufferedAmount() === 0) return Promise.resolve()
    return new Promise((resolve) => (this.#drains ??= []).push(resolve))
  }

  get waitsForDrain(): boolean {
    return this.lag !== null || this.#drains !== null
  }

  /** Everything left. */
  wasDrained(): void {
    const drains = this.#drains ?? []
    this.#drains = null
    for (const resolve of drains) resolve()
  }

  /** How long the same bytes, or more, wait to be sent; 0 when some left since the last call. */
  stuckMs(now: number): number {
    const bytes = this.socket.getBufferedAmount()
    if (bytes === 0 || bytes < this.#unsentBytes || this.#unsentBytes === 0) {
      this.#unsentBytes = bytes
      this.#unsentSince = now
    }
    return bytes === 0 ? 0 : now - this.#unsentSince
  }

  /** Takes no more frames, answers those that came, and closes. */
  async finish(code: number): Promise<void> {
    this.isFinishing = true
    await this.turns.idle()
    this.close(code)
  }

  close(code: number, reason = ''): void {
    if (!this.#isOpen) return
    this.wasClosed()
    this.socket.close(code, reason)
  }

  /** For an end that reads nothing: a closing frame would wait behind what it does not read. */
  cut(): void {
    if (!this.#isOpen) return
    this.wasClosed()
    this.socket.terminate()
  }

  /** The other end, or we, closed it: what waited is forgotten. */
  wasClosed(): void {
    this.#isOpen = false
    this.turns.clear()
    this.lag?.missed.release()
    this.wasDrained()
  }
}
