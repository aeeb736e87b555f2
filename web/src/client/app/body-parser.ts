import type { Message } from '@parley/protocol/messages.ts'
import type { Block } from '../../markdown/blocks.ts'
import type { Bodies } from '../../pages/page-state.ts'

type Parse = (body: string) => readonly Block[]

/** Parsed texts that are kept. */
const KEPT = 1_000

/** Parses bodies when they are first shown. The parser itself is loaded when the first body needs it. */
export class BodyParser {
  readonly #kept = new Map<string, readonly Block[]>()
  readonly #load: () => Promise<Parse>
  readonly #changed: () => void
  #parse: Parse | null = null
  #isLoading = false

  constructor(load: () => Promise<Parse>, changed: () => void) {
    this.#load = load
    this.#changed = changed
  }

  /** Takes what the page came with. */
  seed(messages: readonly Message[], bodies: Bodies): void {
    for (const { id, version, body } of messages) {
      const parsed = bodies[id]
      if (parsed?.version === version) this.#kept.set(body, parsed.blocks)
    }
  }

  /** What a body was parsed into; undefined until the parser is here, which is told. */
  parsed(message: Pick<Message, 'body'>): readonly Block[] | undefined {
    const kept = this.#kept.get(message.body)
    if (kept !== undefined) return kept
    if (this.#parse === null) {
      void this.#fetch()
      return undefined
    }
    const blocks = this.#parse(message.body)
    this.#kept.set(message.body, blocks)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest)
    return blocks
  }

  async #fetch(): Promise<void> {
    if (this.#isLoading) return
    this.#isLoading = true
    try {
      this.#parse = await this.#load()
      this.#changed()
    } catch {
      // Offline without it: texts stay as they were typed, and the next one tries again.
      this.#isLoading = false
    }
  }
}
