import { now } from './clock.ts'

/** What a client felt: a fault counts only if somebody felt it. */
export type Trouble = {
  t: number
  /** When the operation that was hurt began. */
  since: number
  what: 'closed' | 'unreachable' | 'refused' | 'late' | 'unanswered' | 'gap' | 'double' | 'stale' | 'clock'
  /** The error's code, the close code, or how wrong the clock is. */
  detail: string
  client: string
  /** Whether its connection goes over the line on which frames get lost. */
  isOnLine: boolean
}

/** Collects the troubles of a process; of late answers only the latest of each kind of connection. */
export class Troubles {
  #waiting: Trouble[] = []
  readonly #latest = new Map<boolean, Trouble>()

  add(trouble: Omit<Trouble, 't'>): void {
    const whole = { t: now(), ...trouble }
    const latest = this.#latest.get(trouble.isOnLine)
    if (trouble.what !== 'late' || trouble.isOnLine) this.#waiting.push(whole)
    else if (latest === undefined || whole.t - whole.since > latest.t - latest.since)
      this.#latest.set(trouble.isOnLine, whole)
  }

  take(): Trouble[] {
    const all = [...this.#waiting, ...this.#latest.values()]
    this.#waiting = []
    this.#latest.clear()
    return all
  }
}
