import { CLOSE } from '@parley/protocol/limits.ts'

/** What the stream itself may hold before its reader counts as slower than we write. */
const HIGH_WATER_BYTES = 65_536

export type ByteSinkOptions = {
  maxUnsentBytes: number
  /** The reader went away, or reads too slowly. */
  onEnd: (code: number) => void
}

/** The writing end of an answer over HTTP that stays open. */
export class ByteSink {
  readonly body: ReadableStream<Uint8Array>
  readonly #options: ByteSinkOptions
  readonly #encoder = new TextEncoder()
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null
  #drains: (() => void)[] = []

  constructor(options: ByteSinkOptions) {
    this.#options = options
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller
        },
        pull: () => this.#wake(),
        cancel: () => {
          this.#controller = null
          this.#wake()
          options.onEnd(CLOSE.silent)
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: HIGH_WATER_BYTES }),
    )
  }

  write(text: string): void {
    if (!this.#controller || text === '') return
    this.#controller.enqueue(this.#encoder.encode(text))
    if (HIGH_WATER_BYTES - this.#room() > this.#options.maxUnsentBytes) this.#options.onEnd(CLOSE.slow)
  }

  drained(): Promise<void> {
    if (!this.#controller || this.#room() > 0) return Promise.resolve()
    return new Promise((resolve) => this.#drains.push(resolve))
  }

  end(): void {
    this.#controller?.close()
    this.#controller = null
    this.#wake()
  }

  #room(): number {
    return this.#controller?.desiredSize ?? HIGH_WATER_BYTES
  }

  #wake(): void {
    for (const resolve of this.#drains.splice(0)) resolve()
  }
}
