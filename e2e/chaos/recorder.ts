import { appendFileSync } from 'node:fs'
import type { LogEvent } from '@parley/protocol/events.ts'
import type { ClientFrame, CommandResult, ServerFrame } from '@parley/protocol/frames.ts'
import { type Entry, type EventSeen, toLine, tokensIn } from '../checker/history.ts'
import { now } from './clock.ts'

const FLUSH_LENGTH = 262_144

/** Writes what the clients of one process see to a file. */
export class Recorder {
  readonly #path: string
  #waiting: string[] = []
  #length = 0

  constructor(path: string) {
    this.#path = path
  }

  add(entry: Entry): void {
    const line = toLine(entry)
    this.#waiting.push(line)
    this.#length += line.length
    if (this.#length > FLUSH_LENGTH) this.flush()
  }

  flush(): void {
    appendFileSync(this.#path, this.#waiting.join(''))
    this.#waiting = []
    this.#length = 0
  }
}

/** Who a connection belongs to, in a history. */
export type Who = { client: string; user: string }

type Commands = Extract<ClientFrame, { t: 'commands' }>
let attempts = 0

/** What one client's connections carry: each attempt of a command with its outcome, as the bytes tell. */
export class Tap {
  readonly #recorder: Recorder
  readonly #who: Who
  readonly #open = new Map<string, string[]>()
  /** Also writes down whose words came over the line. */
  readonly #noteTokens: boolean

  constructor(recorder: Recorder, who: Who, noteTokens = false) {
    this.#recorder = recorder
    this.#who = who
    this.#noteTokens = noteTokens
  }

  /** To be called before the frame leaves. `line` tells connections apart, for refs are theirs. */
  sent(line: string, { ref, commands }: Commands): void {
    this.#open.set(`${line}/${ref}`, this.#invoke(commands))
  }

  received(line: string, frame: ServerFrame): void {
    if (frame.t !== 'results' && frame.t !== 'refused') return
    const key = `${line}/${frame.ref}`
    const ops = this.#open.get(key)
    this.#open.delete(key)
    const results = frame.t === 'results' ? frame.results : [{ error: frame.error }]
    for (const [index, op] of (ops ?? []).entries()) this.#settle(op, results[index] ?? null)
  }

  /** The same for a command that goes alone, by a request of its own. Answers where its outcome goes. */
  asked(name: string, input: { id: string }): (result: CommandResult | null) => void {
    const [op = ''] = this.#invoke([{ name, input }])
    return (result) => this.#settle(op, result)
  }

  /** Every text that comes, whatever it is. */
  bytes(text: string): void {
    const tokens = this.#noteTokens ? tokensIn(text) : []
    if (tokens.length > 0) this.#recorder.add({ k: 'bytes', t: now(), ...this.#who, tokens })
  }

  closed(line: string): void {
    for (const [key, ops] of this.#open) {
      if (!key.startsWith(`${line}/`)) continue
      this.#open.delete(key)
      for (const op of ops) this.#settle(op, null)
    }
  }

  #invoke(commands: readonly { name: string; input: unknown }[]): string[] {
    return commands.map(({ name, input }) => {
      attempts += 1
      const op = `${this.#who.client}/${attempts}`
      const given = input as { id: string }
      const isQueued = name.startsWith('message.')
      this.#recorder.add({ k: 'invoke', t: now(), op, ...this.#who, name, input: given, isQueued })
      return op
    })
  }

  #settle(op: string, result: CommandResult | null): void {
    const base = { k: 'outcome', t: now(), op } as const
    if (result === null) this.#recorder.add({ ...base, is: 'unknown' })
    else if ('outcome' in result) this.#recorder.add({ ...base, is: 'ok', outcome: result.outcome })
    else this.#recorder.add({ ...base, is: 'refused', code: result.error.code })
  }
}

/** An event as the history keeps it. */
export function seen(event: LogEvent): EventSeen {
  const { seq, type, actorId, subjectId, at } = event
  const base = { seq, type, actorId, subjectId, at }
  if (!('message' in event)) return base
  const { id, version, authorId, body, deletedAt, at: saidAt, seq: place } = event.message
  return { ...base, message: { id, seq: place, version, authorId, body, at: saidAt, deletedAt } }
}
