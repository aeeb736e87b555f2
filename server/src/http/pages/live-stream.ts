import type { Heard, Listener } from './live-rooms.ts'

/** What an endless page is made of. */
export type LivePage = {
  /** The page up to its last message, and the seq of the room's log up to which it tells everything. */
  begin: () => Promise<{ html: string; head: number }>
  /** What is put after that when something happened. */
  more: (heard: Heard) => string
  /** The last part: it leads to the same page again. */
  end: () => string
  follow: (listener: Listener) => () => void
}

/** Timers that answer how to call them off. */
export type Timers = {
  every: (ms: number, run: () => void) => () => void
  after: (ms: number, run: () => void) => () => void
}

/** A byte now and then keeps proxies from taking the page for dead. */
const BYTE_EVERY_MS = 15_000

/** Then the page starts anew: browsers keep everything that they were sent. */
const LASTS_MS = 600_000

/** Unsent bytes; a browser that takes nothing more is let go. */
const UNSENT_MAX = 1_048_576

/** Streams a page that grows while its room is talked in. It follows the room before it reads it, so nothing is missed between. */
export class LiveStream {
  readonly body: ReadableStream<Uint8Array>
  readonly #page: LivePage
  readonly #timers: Timers
  readonly #encoder = new TextEncoder()
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null
  #early: Heard[] | null = []
  #stops: (() => void)[] = []

  constructor(page: LivePage, timers: Timers) {
    this.#page = page
    this.#timers = timers
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => this.#start(controller),
        cancel: () => this.#stop(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
    )
  }

  /** Ends the page so that its browser asks for it again. */
  end(): void {
    if (this.#controller === null) return
    this.#write(this.#page.end())
    this.#close()
  }

  async #start(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    this.#controller = controller
    this.#stops.push(this.#page.follow({ heard: (heard) => this.#heard(heard), ended: () => this.end() }))
    try {
      const { html, head } = await this.#page.begin()
      if (this.#controller === null) return
      this.#write(html)
      const early = this.#early ?? []
      this.#early = null
      for (const heard of early) this.#tell({ ...heard, events: heard.events.filter((event) => event.seq > head) })
    } catch (error) {
      this.#stop()
      throw error
    }
    this.#stops.push(this.#timers.every(BYTE_EVERY_MS, () => this.#write('\n')))
    this.#stops.push(this.#timers.after(LASTS_MS, () => this.end()))
  }

  #heard(heard: Heard): void {
    if (this.#early === null) this.#tell(heard)
    else this.#early.push(heard)
  }

  #tell(heard: Heard): void {
    const html = heard.events.length === 0 ? '' : this.#page.more(heard)
    if (html !== '') this.#write(html)
  }

  #write(html: string): void {
    if (this.#controller === null) return
    this.#controller.enqueue(this.#encoder.encode(html))
    if ((this.#controller.desiredSize ?? 0) < -UNSENT_MAX) this.#close()
  }

  #close(): void {
    const controller = this.#controller
    this.#stop()
    controller?.close()
  }

  #stop(): void {
    this.#controller = null
    for (const stop of this.#stops) stop()
    this.#stops = []
  }
}

/** Endless pages that one session may have open: with one more, its oldest ends. */
const STREAMS_A_SESSION = 3

/** Counts the endless pages of each session. */
export class StreamSlots {
  readonly #open = new Map<string, LiveStream[]>()

  /** Takes a slot for a stream; gives back how to free it. */
  take(sessionId: string, stream: LiveStream): () => void {
    const streams = [...(this.#open.get(sessionId) ?? []), stream]
    this.#open.set(sessionId, streams)
    if (streams.length > STREAMS_A_SESSION) streams[0]?.end()
    return () => this.#free(sessionId, stream)
  }

  /** How many are open in a session. */
  count(sessionId: string): number {
    return this.#open.get(sessionId)?.length ?? 0
  }

  #free(sessionId: string, stream: LiveStream): void {
    const left = (this.#open.get(sessionId) ?? []).filter((other) => other !== stream)
    if (left.length === 0) this.#open.delete(sessionId)
    else this.#open.set(sessionId, left)
  }
}
