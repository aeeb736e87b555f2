import type { AnswerLike, RequestLike } from '@parley/sdk/ports.ts'
import { tokensIn } from '../checker/history.ts'
import type { Node } from './node.ts'
import type { RequestParts } from './requests.ts'

type Chunk = { done: boolean; value?: Uint8Array }

/** An answer that stays open: what the server writes into it arrives in order, until one end is gone. */
export class OpenAnswer implements AnswerLike {
  readonly status = 200
  readonly ok = true
  readonly body = { getReader: () => ({ read: () => this.#read() }) }
  readonly #parts: RequestParts
  readonly #arrived: Chunk[] = []
  #waiting: { resolve: (chunk: Chunk) => void; reject: (error: Error) => void } | null = null
  #lastAt = 0
  #isOver = false

  constructor(parts: RequestParts, request: RequestLike) {
    this.#parts = parts
    request.signal.addEventListener('abort', () => this.#end())
  }

  json = (): Promise<unknown> => Promise.reject(new Error('it is a stream'))

  /** Hands over what the server writes, for as long as its process lives. */
  async pump(node: Node, stream: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<void> {
    const reader = stream.getReader()
    const hangUp = () => this.#later('up', () => void reader.cancel())
    // It may have given up before the answer began.
    if (signal.aborted) hangUp()
    else signal.addEventListener('abort', hangUp)
    node.onEnd.add(() => this.#later('down', () => this.#end()))
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      const { value } = chunk
      if (!node.isAlive) return
      this.#noteSent(value)
      this.#later('down', () => this.#arrive({ done: false, value }))
    }
    if (node.isAlive) this.#later('down', () => this.#arrive({ done: true }))
  }

  #noteSent(value: Uint8Array): void {
    const { recorder, client, user } = this.#parts
    const text = new TextDecoder().decode(value)
    const tokens = tokensIn(text)
    if (tokens.length > 0) recorder.write({ k: 'bytes', sent: recorder.now, client, user, tokens })
    for (const [, log = ''] of text.matchAll(/^data: ?\{"t":"reset","log":"([^"]*)"/gm))
      recorder.write({ k: 'repair', what: 'reset', client, log })
    recorder.trace(client, text)
  }

  #later(direction: 'up' | 'down', run: () => void): void {
    const { loop, line } = this.#parts
    this.#lastAt = Math.max(this.#lastAt, line.arrivalOf(direction))
    loop.at(this.#lastAt, () => line.whenAwake(direction, run))
  }

  #arrive(chunk: Chunk): void {
    if (this.#isOver) return
    if (!this.#waiting) return void this.#arrived.push(chunk)
    this.#waiting.resolve(chunk)
    this.#waiting = null
  }

  #end(): void {
    this.#isOver = true
    this.#waiting?.reject(new Error('the connection is gone'))
    this.#waiting = null
  }

  #read(): Promise<Chunk> {
    if (this.#isOver) return Promise.reject(new Error('the connection is gone'))
    const next = this.#arrived.shift()
    if (next) return Promise.resolve(next)
    return new Promise((resolve, reject) => (this.#waiting = { resolve, reject }))
  }
}
