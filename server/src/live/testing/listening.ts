import type { ServerFrame } from '@parley/protocol/frames.ts'
import type { Visit } from '../../http/visit.ts'
import type { World } from './world.ts'

/** A world behind Bun's real server, on a free port. Who asks is said by the query `?as=ann`. */
export function listening(world: World) {
  const server = Bun.serve({
    port: 0,
    websocket: world.live.websocket,
    fetch: (request, self) => {
      const person = new URL(request.url).searchParams.get('as')
      const hasBearer = request.headers.has('authorization')
      const visit: Visit =
        person === null
          ? { ...world.visit({ id: 'ann' }), actor: { id: null, role: 'nobody', sessionId: null }, hasBearer }
          : world.visit({ id: person }, { hasBearer })
      if (new URL(request.url).pathname === '/events')
        return world.live.eventStream(request, visit, () => self.timeout(request, 0))
      return world.live.upgrade(request, self, visit)
    },
  })
  world.live.attach(server)
  const clients: Client[] = []
  return {
    server,
    client: (query = '?as=ann', headers: Record<string, string> = { authorization: 'Bearer x' }) => {
      const client = new Client(`ws://localhost:${server.port}/socket${query}`, headers)
      clients.push(client)
      return client
    },
    stop: async () => {
      for (const client of clients) client.socket.close()
      await server.stop(true)
    },
  }
}

type Waiter = { isFor: (frame: ServerFrame) => boolean; resolve: () => void }

/** A client with nothing in it: it writes down what comes. */
export class Client {
  readonly socket: WebSocket
  readonly frames: ServerFrame[] = []
  readonly opened: Promise<void>
  readonly closed: Promise<{ code: number; reason: string }>
  readonly #waiters: Waiter[] = []

  constructor(url: string, headers: Record<string, string>) {
    this.socket = new WebSocket(url, { headers } as never)
    this.opened = new Promise((resolve) => this.socket.addEventListener('open', () => resolve()))
    this.closed = new Promise((resolve) =>
      this.socket.addEventListener('close', ({ code, reason }) => resolve({ code, reason })),
    )
    this.socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(String(data))))
  }

  async says(...frames: (object | string | Uint8Array)[]): Promise<void> {
    await this.opened
    for (const frame of frames) {
      const isRaw = typeof frame === 'string' || frame instanceof Uint8Array
      this.socket.send(isRaw ? (frame as string) : JSON.stringify(frame))
    }
  }

  /** Says hello and waits until everything missed has come. */
  async hello(cursors: Record<string, number> = {}): Promise<void> {
    await this.says({ t: 'hello', v: 1, cursors })
    await this.until((frame) => frame.t === 'caught-up')
  }

  /** Resolves when a frame came that is as asked. */
  until(isFor: (frame: ServerFrame) => boolean): Promise<void> {
    if (this.frames.some(isFor)) return Promise.resolve()
    return new Promise((resolve) => this.#waiters.push({ isFor, resolve }))
  }

  /** The kinds of frames that came, in order. */
  get kinds(): string[] {
    return this.frames.map((frame) => frame.t)
  }

  seqs(log: string): number[] {
    return this.frames.flatMap((frame) =>
      frame.t === 'events' && frame.log === log ? frame.events.map(({ seq }) => seq) : [],
    )
  }

  #receive(frame: ServerFrame): void {
    this.frames.push(frame)
    for (const waiter of this.#waiters) if (waiter.isFor(frame)) waiter.resolve()
  }
}
