import type { ClientFrame, ServerFrame } from '@parley/protocol/frames.ts'
import type { Cursors } from '@parley/protocol/logs.ts'
import type { SocketData } from '../../http/socket-door.ts'
import type { Visit } from '../../http/visit.ts'
import type { Live } from '../live.ts'
import type { SocketConnection } from '../socket-connection.ts'
import { MemorySocket, type MemoryTopics } from './memory-topics.ts'

/** Opens a socket as the server's listener would. */
export function openSocket(topics: MemoryTopics, live: Live, visit: Visit): TestSocket {
  const data: SocketData[] = []
  const server = {
    upgrade: (_: Request, options: { data: SocketData }) => {
      data.push(options.data)
      return true
    },
  }
  live.upgrade(new Request('http://parley.test/socket'), server, visit)
  return new TestSocket(topics, live, data[0]!)
}

/** A socket of somebody, from both ends. */
export class TestSocket {
  readonly socket: MemorySocket
  readonly data: SocketData
  readonly frames: ServerFrame[] = []
  readonly #live: Pick<Live, 'websocket'>

  constructor(topics: MemoryTopics, live: Live, data: SocketData) {
    this.#live = live
    this.data = data
    this.socket = Object.assign(new MemorySocket(topics), { data })
    this.socket.onReceive = (text) => this.frames.push(JSON.parse(text))
    this.socket.onDrain = () => void live.websocket.drain?.(this.#bun())
    this.socket.onClose = () => void live.websocket.close?.(this.#bun(), 0, '')
    void live.websocket.open?.(this.#bun())
  }

  /** The server's view of it. */
  get connection(): SocketConnection {
    if (this.data.refusal || !this.data.connection) throw new Error('it was refused')
    return this.data.connection
  }

  get closed(): { code: number; reason: string } | null {
    return this.socket.closed
  }

  says(frame: ClientFrame | string | Buffer): void {
    if (this.closed) return
    const message = typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame)
    void this.#live.websocket.message?.(this.#bun(), message as string)
  }

  hello(cursors: Cursors = {}, epoch?: string): void {
    this.says({ t: 'hello', v: 1, cursors, ...(epoch === undefined ? {} : { epoch }) })
  }

  /** Frames of a kind, without those that say nothing new. */
  got<T extends ServerFrame['t']>(t: T): Extract<ServerFrame, { t: T }>[] {
    return this.frames.filter((frame): frame is Extract<ServerFrame, { t: T }> => frame.t === t)
  }

  /** The seqs of a log that came, in order. */
  seqs(log: string): number[] {
    return this.got('events').flatMap((frame) => (frame.log === log ? frame.events.map(({ seq }) => seq) : []))
  }

  pong(): void {
    void this.#live.websocket.pong?.(this.#bun(), Buffer.alloc(0))
  }

  #bun(): Bun.ServerWebSocket<SocketData> {
    return this.socket as unknown as Bun.ServerWebSocket<SocketData>
  }
}
