import type { KnownActor } from '../actor.ts'
import type { Connection } from './connection.ts'
import type { Encoded } from './frames.ts'
import type { Hub } from './hub.ts'

/** Where a stream's frames go. */
export type Sink = {
  send: (encoded: Encoded) => void
  drained: () => Promise<void>
  /** Called once, when the stream ends from our side or theirs. */
  close: (code: number) => void
}

/** Follows logs for an answer over HTTP that stays open: an event stream, a long poll, a page that streams. */
export class StreamConnection implements Connection {
  readonly actor: KnownActor
  readonly #hub: Hub
  readonly #sink: Sink
  readonly #followed = new Set<string>()
  #isOpen = true

  constructor(hub: Hub, actor: KnownActor, sink: Sink) {
    this.#hub = hub
    this.actor = actor
    this.#sink = sink
    hub.connections.add(this)
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  send(encoded: Encoded): void {
    if (this.#isOpen) this.#sink.send(encoded)
  }

  follow(logId: string): void {
    if (!this.#isOpen) return
    this.#followed.add(logId)
    this.#hub.listen(logId, this)
  }

  unfollow(logId: string): boolean {
    this.#hub.unlisten(logId, this)
    return this.#followed.delete(logId)
  }

  follows(logId: string): boolean {
    return this.#followed.has(logId)
  }

  followed(): readonly string[] {
    return [...this.#followed]
  }

  drained(): Promise<void> {
    return this.#isOpen ? this.#sink.drained() : Promise.resolve()
  }

  close(code: number): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    for (const logId of this.#followed) this.#hub.unlisten(logId, this)
    this.#hub.connections.remove(this)
    this.#sink.close(code)
  }
}
