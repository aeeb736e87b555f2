import type { ClientFrame, ServerFrame } from '@parley/protocol/frames.ts'
import type { Cursors } from '@parley/protocol/logs.ts'
import type { AnswerLike, Ports, RequestLike, SocketLike, SocketListener } from '../src/ports.ts'
import { toWire } from './fake-commands.ts'
import type { FakeServer, Follower } from './fake-server.ts'
import { seeded, type VirtualClock } from './virtual-clock.ts'

/** What becomes of a frame on its way. */
export type Fate = 'sent' | 'lost' | 'doubled' | 'late'

type Wire = { follower: Follower; cut(code: number, reason?: string): void }
type Stream = Wire & { chunks: Uint8Array[]; wake: () => void }

/** What lies between one client and the server, with its faults. */
export class FakeNetwork {
  /** Whether sockets, streams and requests get through. */
  sockets: 'open' | 'refused' | 'silent' = 'open'
  streams: 'open' | 'refused' = 'open'
  requests: 'open' | 'refused' = 'open'
  latencyMs = 5
  /** False: a long poll is answered at once, as by a server that does not know them. */
  pollsWait = true
  fate: (frame: ServerFrame) => Fate = () => 'sent'
  /** A request that is carried out, whose answer is lost. */
  losesAnswer: (path: string) => boolean = () => false
  /** A close code for every new socket, as of a server that refuses. */
  refusal: { code: number; reason: string } | null = null
  readonly sent: ClientFrame[] = []
  readonly asked: string[] = []
  readonly headers: Record<string, string>[] = []
  readonly triedAt: number[] = []
  #wires = new Set<Wire>()
  userId: string
  readonly #clock: VirtualClock
  readonly #server: FakeServer
  readonly #random: () => number

  constructor(clock: VirtualClock, server: FakeServer, userId: string, seed = 1) {
    this.#clock = clock
    this.#server = server
    this.userId = userId
    this.#random = seeded(seed)
  }

  get ports(): Ports {
    return {
      now: () => this.#clock.now,
      date: () => 1_767_225_600_000 + this.#clock.now,
      random: this.#random,
      fillRandom: (bytes) => {
        for (let index = 0; index < bytes.length; index += 1) bytes[index] = Math.floor(this.#random() * 256)
      },
      after: this.#clock.after,
      openSocket: (_, headers, listener) => this.#openSocket(headers, listener),
      fetch: (url, request) => this.#fetch(new URL(url), request),
    }
  }

  get frames(): ClientFrame['t'][] {
    return this.sent.map((frame) => frame.t)
  }

  get hellos() {
    return this.sent.filter((frame) => frame.t === 'hello')
  }

  /** Breaks everything that stands. */
  cut(code = 1006, reason = ''): void {
    for (const wire of this.#wires) wire.cut(code, reason)
  }

  /** Sends a frame to whoever stands. */
  tell(frame: ServerFrame): void {
    for (const { follower } of this.#wires) follower.send(frame)
  }

  /** The heartbeat of the server: heads of what is followed. */
  beat(): void {
    for (const { follower } of this.#wires) {
      const heads = Object.fromEntries([...follower.followed].map((log) => [log, this.#server.head(log)]))
      follower.send({ t: 'heads', heads })
    }
  }

  #openSocket(headers: Record<string, string>, listener: SocketListener): SocketLike {
    this.headers.push(headers)
    this.triedAt.push(this.#clock.now)
    let isOpen = true
    const follower = this.#follower((frame) => isOpen && listener.received(JSON.stringify(frame)))
    const wire: Wire = {
      follower,
      cut: (code, reason = '') => {
        if (!isOpen) return
        isOpen = false
        this.#forget(wire)
        this.#clock.after(0, () => listener.closed(code, reason))
      },
    }
    this.#wires.add(wire)
    this.#clock.after(this.latencyMs, () => {
      if (!isOpen || this.sockets === 'silent') return
      if (this.sockets === 'refused') return wire.cut(1006)
      listener.opened()
      if (this.refusal) wire.cut(this.refusal.code, this.refusal.reason)
    })
    const receive = (frame: ClientFrame) => {
      if (!isOpen) return
      if (frame.t === 'hello') this.#greet(follower, frame.cursors, frame.epoch)
      else this.#server.receive(follower, frame)
    }
    return {
      send: (text) => {
        const frame = JSON.parse(text) as ClientFrame
        this.sent.push(frame)
        if (isOpen) this.#clock.after(this.latencyMs, () => receive(frame))
      },
      close: () => wire.cut(1000),
    }
  }

  #greet(follower: Follower, cursors: Cursors, epoch: string | undefined): void {
    const { epoch: present } = this.#server
    follower.send({ t: 'welcome', v: 1, epoch: present, userId: this.userId, sessionId: 's', build: 'b1', at: '' })
    this.#server.followers.add(follower)
    this.#server.follow(follower, cursors, epoch !== undefined && epoch !== present)
  }

  #follower(deliver: (frame: ServerFrame) => void): Follower {
    return {
      userId: this.userId,
      followed: new Set(),
      send: (frame) => {
        const fate = this.fate(frame)
        if (fate === 'lost') return
        const wait = fate === 'late' ? this.latencyMs * (2 + this.#random() * 40) : this.latencyMs
        this.#clock.after(wait, () => deliver(frame))
        if (fate === 'doubled') this.#clock.after(wait * 3, () => deliver(frame))
      },
    }
  }

  #forget(wire: Wire): void {
    this.#wires.delete(wire)
    this.#server.followers.delete(wire.follower)
  }

  async #fetch(url: URL, request: RequestLike): Promise<AnswerLike> {
    const path = url.pathname
    this.asked.push(path)
    this.headers.push(request.headers)
    await this.#pass(request.signal)
    if (path === '/api/events') return this.#stream(url, request.signal)
    const answer = await this.#answer(url, request)
    await this.#pass(request.signal)
    if (this.losesAnswer(path)) throw new Error('connection reset')
    return answer
  }

  async #pass(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => this.#clock.after(this.latencyMs, resolve))
    if (this.requests === 'refused' || signal.aborted) throw new Error('unreachable')
  }

  async #answer(url: URL, request: RequestLike): Promise<AnswerLike> {
    const name = url.pathname.replace('/api/', '')
    try {
      if (request.method === 'POST') return this.#post(name, JSON.parse(request.body ?? '{}'), request.headers)
      const input = Object.fromEntries([...url.searchParams].map(([key, value]) => [key, parse(key, value)]))
      return json(200, { output: await this.#query(name, input, request.signal) })
    } catch (error) {
      return json(toWire(error).code === 'not_logged_in' ? 401 : 400, { error: toWire(error) })
    }
  }

  #post(name: string, input: Record<string, unknown>, headers: Record<string, string>): AnswerLike {
    if (name === 'session.log-in') {
      const outcome = { logId: this.userId, seq: 1, at: '', subjectId: 's' }
      return json(200, headers['x-parley-token'] === '1' ? { outcome, token: 'secret-token' } : { outcome })
    }
    return json(200, { outcome: this.#server.command(this.userId, name, input) })
  }

  /** A long poll waits until something happened. */
  async #query(name: string, input: Record<string, unknown>, signal: AbortSignal): Promise<unknown> {
    this.#server.judge(name, input, this.userId)
    const until = this.#clock.now + (this.pollsWait ? Number(input['waitS'] ?? 0) * 1000 : 0)
    for (;;) {
      const output = this.#server.query(this.userId, name, input) as { logs?: []; resets?: []; gone?: [] }
      const isNews = !output.logs || [...output.logs, ...(output.resets ?? []), ...(output.gone ?? [])].length > 0
      if (isNews || this.#clock.now >= until || signal.aborted) return structuredClone(output)
      await new Promise<void>((resolve) => this.#clock.after(100, resolve))
    }
  }

  #stream(url: URL, signal: AbortSignal): AnswerLike {
    if (this.streams === 'refused') return json(502, 'a page of a proxy')
    const encoder = new TextEncoder()
    let isOpen = true
    const stream: Stream = {
      chunks: [],
      wake: () => {},
      follower: this.#follower((frame) => {
        // In two pieces: what a network delivers ends anywhere.
        const text = `id: 1\ndata: ${JSON.stringify(frame)}\n\n`
        stream.chunks.push(encoder.encode(text.slice(0, 17)), encoder.encode(text.slice(17)))
        stream.wake()
      }),
      cut: () => {
        isOpen = false
        this.#forget(stream)
        stream.wake()
      },
    }
    this.#wires.add(stream)
    signal.addEventListener('abort', () => stream.cut(1000))
    const cursors = JSON.parse(url.searchParams.get('cursors') ?? '{}') as Cursors
    this.#greet(stream.follower, cursors, url.searchParams.get('epoch') ?? undefined)
    const read = async () => {
      while (isOpen && stream.chunks.length === 0) await new Promise<void>((resolve) => (stream.wake = resolve))
      const value = stream.chunks.shift()
      return value ? { done: false, value } : { done: true }
    }
    return {
      status: 200,
      ok: true,
      json: () => Promise.reject(new Error('not JSON')),
      body: { getReader: () => ({ read }) },
    }
  }
}

function json(status: number, body: unknown): AnswerLike {
  return { status, ok: status < 300, json: async () => structuredClone(body), body: null }
}

const NUMBERS = new Set(['waitS', 'before', 'around', 'limit'])

/** Flat parameters: texts as they are, the rest as JSON. `after` is a seq here and an id there. */
function parse(key: string, value: string): unknown {
  return key === 'cursors' || NUMBERS.has(key) || /^\d+$/.test(value) ? JSON.parse(value) : value
}
