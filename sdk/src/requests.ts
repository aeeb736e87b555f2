import type { CommandResult, ServerFrame } from '@parley/protocol/frames.ts'
import type { Ports } from './ports.ts'
import { Unreachable } from './unreachable.ts'
import { errorFrom } from './wire.ts'

/** An answer that did not come by then was lost, although the socket lives. */
const ANSWER_MS = 15_000

type Waiting = { resolve(answer: unknown): void; reject(error: Error): void; cancel(): void }

/** The requests on a socket whose answers are still to come. */
export class Requests {
  #lastRef = 0
  #waiting = new Map<number, Waiting>()
  readonly #ports: Ports

  constructor(ports: Ports) {
    this.#ports = ports
  }

  /** Sends a request with a number of its own and waits for the answer that bears it. */
  ask(send: (ref: number) => void): Promise<unknown> {
    const ref = ++this.#lastRef
    return new Promise((resolve, reject) => {
      const cancel = this.#ports.after(ANSWER_MS, () => this.#end(ref)?.reject(new Unreachable()))
      this.#waiting.set(ref, { resolve, reject, cancel })
      send(ref)
    })
  }

  /** Takes a frame that answers a request; false for any other frame. */
  answer(frame: ServerFrame): boolean {
    if (!('ref' in frame)) return false
    const waiting = this.#end(frame.ref)
    if (frame.t === 'refused') waiting?.reject(errorFrom(frame.error))
    else waiting?.resolve(frame.t === 'answer' ? frame.output : frame.results)
    return true
  }

  /** The connection is gone: what became of these requests is unknown. */
  fail(): void {
    for (const ref of this.#waiting.keys()) this.#end(ref)?.reject(new Unreachable())
  }

  #end(ref: number): Waiting | undefined {
    const waiting = this.#waiting.get(ref)
    this.#waiting.delete(ref)
    waiting?.cancel()
    return waiting
  }
}

/** The results of a batch, in its order, up to the first that failed. */
export type Results = readonly CommandResult[]
