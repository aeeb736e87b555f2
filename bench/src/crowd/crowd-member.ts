import { TIMES } from '@parley/protocol/limits.ts'
import { PROTOCOL } from '@parley/protocol/version.ts'
import { RawSocket } from './raw-socket.ts'

/** Somebody with a session, and the cursors of the logs that he holds. */
export type MemberStart = { token: string; cursors: Record<string, number> }

/** What a crowd saw. */
export type Tally = {
  /** Members who have caught up since they last connected. */
  caughtUp: number
  connects: number
  refusals: number
  events: number
  /** Events that did not follow on the one before, and logs that were refused or have to be loaded anew. */
  holes: number
}

type Target = { host: string; port: number }
type Frame = { t: string; log?: string; events?: { seq: number }[]; heads?: Record<string, number> }

/** One member of a crowd: connects, says hello, keeps his cursors and connects again, by the rules of our own client. */
export class CrowdMember {
  readonly #target: Target
  readonly #start: MemberStart
  readonly #tally: Tally
  #socket: RawSocket | null = null
  #tries = 0
  #isUp = false
  #isWanted = true

  constructor(target: Target, start: MemberStart, tally: Tally) {
    this.#target = target
    this.#start = start
    this.#tally = tally
  }

  get cursors(): Readonly<Record<string, number>> {
    return this.#start.cursors
  }

  connect(): void {
    this.#isWanted = true
    const { token, cursors } = this.#start
    this.#tally.connects += 1
    this.#socket = new RawSocket(
      { ...this.#target, token },
      {
        open: () => this.#socket?.send(JSON.stringify({ t: 'hello', v: PROTOCOL, cursors })),
        text: (text) => this.#take(JSON.parse(text)),
        closed: (code, reason) => this.#lost(code, reason),
      },
    )
  }

  /** Goes away until `connect`. */
  leave(): void {
    this.#isWanted = false
    this.#socket?.cut()
    this.#drop()
  }

  #take({ t, log, events, heads }: Frame): void {
    if (t === 'events' && log !== undefined) for (const { seq } of events ?? []) this.#apply(log, seq)
    if (t === 'gone' || t === 'reset') this.#tally.holes += 1
    if (t !== 'caught-up') return
    for (const [id, head] of Object.entries(heads ?? {})) if (this.cursors[id] !== head) this.#tally.holes += 1
    this.#isUp = true
    this.#tries = 0
    this.#tally.caughtUp += 1
  }

  #apply(log: string, seq: number): void {
    const cursor = this.#start.cursors[log] ?? -1
    if (seq <= cursor) return
    if (seq !== cursor + 1) this.#tally.holes += 1
    this.#start.cursors[log] = seq
    this.#tally.events += 1
  }

  #lost(code: number, reason: string): void {
    this.#drop()
    if (!this.#isWanted) return
    if (code === 4013) this.#tally.refusals += 1
    const longest = Math.min(TIMES.reconnectMaxMs, TIMES.reconnectBaseMs * 2 ** this.#tries++)
    const asked = Number(/retry=(\d+)/.exec(reason)?.[1] ?? 0) * 1_000
    setTimeout(() => this.connect(), Math.max(asked, Math.random() * longest))
  }

  #drop(): void {
    if (this.#isUp) this.#tally.caughtUp -= 1
    this.#isUp = false
  }
}
