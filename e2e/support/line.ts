import type { ServerFrame } from '@parley/protocol/frames.ts'
import { type Ports, type SocketListener, systemPorts } from '@parley/sdk/ports.ts'

/** Waits as long as this are made short: nothing of a test depends on how long they are. */
const SHORT_MS = 3_000
const SHORTER = 20

/** The line of one client to a real server, which a test can cut, listen to and hold up. */
export class Line {
  /** Every query that went over it, by name, with its input. */
  readonly asked: { name: string; input: unknown }[] = []
  /** Which of the frames that arrive wait until `release`. */
  holds: (frame: ServerFrame) => boolean = () => false
  #held: (() => void)[] = []
  #isCut = false
  #open = new Set<() => void>()
  #last: SocketListener | null = null

  /** What the client reaches the server by. */
  readonly ports: Partial<Ports> = {
    after: (ms, run) => systemPorts.after(ms <= SHORT_MS ? ms / SHORTER : ms, run),
    openSocket: (url, headers, listener) => this.#openSocket(url, headers, listener),
    fetch: (url, request) =>
      this.#isCut ? Promise.reject(new TypeError('the line is cut')) : systemPorts.fetch(url, request),
  }

  get held(): number {
    return this.#held.length
  }

  /** Nothing comes or goes until it is mended. */
  cut(): void {
    this.#isCut = true
    for (const end of this.#open) end()
  }

  mend(): void {
    this.#isCut = false
  }

  /** Lets come what was held. */
  release(): void {
    this.holds = () => false
    for (const deliver of this.#held.splice(0)) deliver()
  }

  /** A frame as if the server had sent it now. */
  tell(frame: ServerFrame): void {
    this.#last?.received(JSON.stringify(frame))
  }

  #openSocket(url: string, headers: Record<string, string>, listener: SocketListener) {
    if (this.#isCut) {
      queueMicrotask(() => listener.closed(1006, ''))
      return { send: () => {}, close: () => {} }
    }
    const socket = systemPorts.openSocket(url, headers, {
      opened: () => listener.opened(),
      received: (text) => this.#received(listener, text),
      closed: (code, reason) => {
        if (this.#open.delete(end)) listener.closed(code, reason)
      },
    })
    const end = () => {
      if (!this.#open.delete(end)) return
      socket.close()
      listener.closed(1006, '')
    }
    this.#open.add(end)
    this.#last = listener
    const send = (text: string) => {
      const frame = JSON.parse(text) as { t: string; name: string; input: unknown }
      if (frame.t === 'query') this.asked.push({ name: frame.name, input: frame.input })
      socket.send(text)
    }
    return { send, close: () => socket.close() }
  }

  #received(listener: SocketListener, text: string): void {
    const deliver = () => listener.received(text)
    if (this.holds(JSON.parse(text) as ServerFrame)) this.#held.push(deliver)
    else deliver()
  }
}
