import type { Message } from '@parley/protocol/messages.ts'
import type { ParsedBody } from '@parley/web/pages/page-state.ts'
import { parse } from '@parley/web/markdown/parse.ts'
import { isPlain } from '@parley/web/markdown/plain.ts'

/** Parsed bodies that are kept; parsing one costs as much as reading a page of messages. */
const KEPT = 5_000

/** Parses messages' bodies once for each version, and forgets the longest unused. */
export class ParsedBodies {
  readonly #kept = new Map<string, ParsedBody>()
  readonly #most: number

  constructor(most = KEPT) {
    this.#most = most
  }

  /** The parsed bodies of those messages that are more than paragraphs. */
  of(messages: readonly Message[]): Record<string, ParsedBody> {
    const found: Record<string, ParsedBody> = {}
    for (const message of messages) if (!isPlain(message.body)) found[message.id] = this.#parsed(message)
    return found
  }

  /** How many are kept. */
  get size(): number {
    return this.#kept.size
  }

  #parsed(message: Message): ParsedBody {
    const kept = this.#kept.get(message.id)
    const parsed = kept?.version === message.version ? kept : { version: message.version, blocks: parse(message.body) }
    this.#kept.delete(message.id)
    this.#kept.set(message.id, parsed)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest)
    return parsed
  }
}
