import type { Message } from '@parley/protocol/messages.ts'
import type { Block } from '../../markdown/blocks.ts'
import { isPlain } from '../../markdown/plain.ts'
import type { Bodies } from '../../pages/page-state.ts'

type Parse = (body: string) => readonly Block[]

/** Parsed texts that are kept. */
const KEPT = 1_000

/** So long what needs the parser waits for it. */
const PATIENCE_MS = 3_000

/** Parses bodies when they are first shown. The parser itself is loaded when the first body needs it. */
export class BodyParser {
  readonly #kept = new Map<string, readonly Block[]>()
  readonly #load: () => Promise<Parse>
  readonly #changed: () => void
  #parse: Parse | null = null
  #isLoading = false
  /** It is too long in coming, or cannot come: texts are shown as they were typed. */
  #isLate = false

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

  /** Whether all of these can be shown as they are meant; where not, the parser is on its way, and tells when it is here. */
  isReadyFor(messages: readonly Pick<Message, 'body'>[]): boolean {
    if (this.#parse !== null || this.#isLate) return true
    const isReady = messages.every(({ body }) => isPlain(body) || this.#kept.has(body))
    if (!isReady) void this.#fetch()
    return isReady
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
    const patience = setTimeout(() => this.#giveUp(), PATIENCE_MS)
    try {
      this.#parse = await this.#load()
      this.#changed()
    } catch {
      // Offline without it: texts stay as they were typed, and the next one tries again.
      this.#isLoading = false
      this.#giveUp()
    } finally {
      clearTimeout(patience)
    }
  }

  #giveUp(): void {
    if (this.#isLate) return
    this.#isLate = true
    this.#changed()
  }
}
