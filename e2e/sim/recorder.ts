import type { Entry, EventSeen, InvokeEntry, MessageSeen, OutcomeEntry } from '../checker/history.ts'
import type { LogEvent } from '@parley/protocol/events.ts'
import type { Message } from '@parley/protocol/messages.ts'
import type { Loop } from './loop.ts'

type Without<E, K extends string> = E extends unknown ? Omit<E, K> : never

/** Writes the history of a run, and a mark of all that came to anybody: two runs of one seed have the same. */
export class Recorder {
  readonly entries: Entry[] = []
  /** What each client's commands were that were acknowledged, in the order of the acks. */
  readonly acked = new Map<string, InvokeEntry[]>()
  readonly #open = new Map<string, InvokeEntry>()
  readonly #loop: Loop
  #mark = 0n

  constructor(loop: Loop) {
    this.#loop = loop
  }

  get now(): number {
    return this.#loop.now
  }

  write(entry: Without<Entry, 't'>): void {
    const timed = Object.assign(entry, { t: this.#loop.now }) as Entry
    this.entries.push(timed)
    if (timed.k === 'invoke') this.#open.set(timed.op, timed)
    if (timed.k === 'outcome') this.#settle(timed)
  }

  #settle({ op, is }: OutcomeEntry): void {
    const invoke = this.#open.get(op)
    this.#open.delete(op)
    if (!invoke || is !== 'ok') return
    const known = this.acked.get(invoke.client)
    if (known) known.push(invoke)
    else this.acked.set(invoke.client, [invoke])
  }

  /** Makes a text part of the mark. */
  trace(who: string, text: string): void {
    this.#mark = Bun.hash.wyhash(text, this.#mark + BigInt(Math.round(this.#loop.now * 1_000) + who.length))
  }

  /** Sixteen hexadecimal digits. */
  get hash(): string {
    return this.#mark.toString(16).padStart(16, '0')
  }
}

/** What the checker is told of an event. */
export function eventSeen(event: LogEvent): EventSeen {
  const { seq, type, actorId, subjectId, at } = event
  const seen: EventSeen = { seq, type, actorId, subjectId, at }
  if ('message' in event) seen.message = messageSeen(event.message)
  return seen
}

/** What the checker is told of a message. */
export function messageSeen({ id, seq, version, authorId, body, at, deletedAt }: Message): MessageSeen {
  return { id, seq, version, authorId, body, at, deletedAt }
}
