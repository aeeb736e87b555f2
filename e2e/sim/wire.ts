import type { MemorySocket } from '@parley/server/live/testing/memory-topics.ts'
import type { SocketListener } from '@parley/sdk/ports.ts'
import { kindOf, type Line } from './line.ts'
import type { Loop } from './loop.ts'

/** The server's end of a wire. */
export type Accepted = { socket: MemorySocket; receive: (text: string) => void; pong: () => void }

/** Where a wire ends at the server: undefined where nobody listens. */
export type Acceptor = (onReady: (accepted: Accepted) => void) => boolean

/** What sees all that goes over a wire. */
export type Tap = {
  /** The client's program handed it to its socket. */
  up: (text: string) => void
  /** The server handed it to its socket. */
  sent: (text: string) => void
  /** It came to the client. */
  down: (text: string) => void
}

type Direction = 'up' | 'down'

/** One TCP connection: what is sent in a direction arrives in order or not at all, unless a fault of frames says otherwise. */
export class Wire {
  readonly #loop: Loop
  readonly #line: Line
  readonly #listener: SocketListener
  readonly #tap: Tap
  /** The client was let in: whatever it sends now comes after its hello. */
  isGreeted = false
  #server: Accepted | null = null
  #hasClient = true
  /** Nothing that is on its way arrives any more. */
  #isCut = false
  readonly #lastAt = { up: 0, down: 0 }

  constructor(parts: { loop: Loop; line: Line; listener: SocketListener; tap: Tap }) {
    this.#loop = parts.loop
    this.#line = parts.line
    this.#listener = parts.listener
    this.#tap = parts.tap
  }

  get isOpen(): boolean {
    return this.#hasClient && this.#server !== null && !this.#isCut
  }

  get server(): MemorySocket | null {
    return this.#server?.socket ?? null
  }

  /** Knocks; the answer comes by the listener. */
  dial(accept: Acceptor): void {
    this.#pass('up', () => {
      if (!accept((accepted) => this.#accepted(accepted))) this.#pass('down', () => this.#endClient(1006, ''))
    })
  }

  send(text: string): void {
    if (!this.#hasClient) return
    this.#tap.up(text)
    for (const delayMs of this.#line.fate('up', text)) this.#pass('up', () => this.#server?.receive(text), delayMs)
  }

  /** The client's program closes it. */
  hangUp(): void {
    if (!this.#hasClient) return
    this.#hasClient = false
    this.#pass('up', () => this.#endServer())
  }

  /** Somebody on the way resets it: both ends hear of it, and what was on its way is lost. */
  reset(): void {
    this.#isCut = true
    this.#later('down', () => this.#endClient(1006, ''))
    this.#later('up', () => this.#endServer())
  }

  /** One end vanishes and the other is not told. */
  halve(gone: 'client' | 'server'): void {
    this.#isCut = true
    if (gone === 'client') this.#endClient(1006, '')
    else this.#endServer()
  }

  /** The server's process is gone. `isTold`: its kernel says so. */
  lose(isTold: boolean): void {
    this.#isCut = true
    this.#server = null
    if (isTold) this.#later('down', () => this.#endClient(1006, ''))
  }

  #accepted(accepted: Accepted): void {
    if (this.#isCut) return
    this.#server = accepted
    const { socket } = accepted
    this.#pass('down', () => this.#hasClient && this.#listener.opened())
    socket.onSend = (text) => this.#tap.sent(text)
    socket.onReceive = (text) => {
      for (const delayMs of this.#line.fate('down', text)) this.#pass('down', () => this.#deliver(text), delayMs)
    }
    // What a client's socket does by itself, whatever its program does.
    socket.ping = () => {
      this.#pass('down', () => this.#hasClient && this.#pass('up', () => this.#server?.pong()))
      return 0
    }
    const closed = socket.onClose
    socket.onClose = () => {
      closed()
      this.#server = null
      const { code = 1006, reason = '' } = socket.closed ?? {}
      this.#pass('down', () => this.#endClient(code === 1005 ? 1006 : code, reason))
    }
  }

  #deliver(text: string): void {
    if (!this.#hasClient) return
    this.#tap.down(text)
    this.isGreeted ||= kindOf(text) === 'welcome'
    this.#listener.received(text)
  }

  #endClient(code: number, reason: string): void {
    if (!this.#hasClient) return
    this.#hasClient = false
    this.#listener.closed(code, reason)
  }

  #endServer(): void {
    this.#server?.socket.close(1005)
    this.#server = null
  }

  /** After what was sent before in this direction; `delayMs` more lets it be overtaken. */
  #pass(direction: Direction, arrive: () => void, delayMs = 0): void {
    const at = Math.max(this.#line.arrivalOf(direction), this.#lastAt[direction])
    if (delayMs === 0) this.#lastAt[direction] = at
    this.#loop.at(at + delayMs, () => {
      if (!this.#isCut) this.#line.whenAwake(direction, arrive)
    })
  }

  #later(direction: Direction, arrive: () => void): void {
    this.#loop.at(this.#line.arrivalOf(direction), () => this.#line.whenAwake(direction, arrive))
  }
}
