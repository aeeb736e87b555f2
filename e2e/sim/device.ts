// Loaded here, for a module that is loaded when it is needed takes time that is not the loop's.
import '@parley/sdk/links/poll-link.ts'
import '@parley/sdk/links/stream-link.ts'
import { createParley, type Parley } from '@parley/sdk/client.ts'
import type { Ports, SocketListener } from '@parley/sdk/ports.ts'
import { createMemoryOutbox } from '@parley/sdk/outbox-store.ts'
import { createMemoryRooms } from '@parley/sdk/room-store.ts'
import { Line } from './line.ts'
import type { Loop } from './loop.ts'
import type { Node } from './node.ts'
import { Random } from './random.ts'
import { eventSeen, type Recorder } from './recorder.ts'
import { createFetch } from './requests.ts'
import { START } from './stage.ts'
import { createTap } from './tap.ts'
import { Wire } from './wire.ts'

/** What a device is made of. */
export type DeviceParts = {
  loop: Loop
  seed: number
  recorder: Recorder
  user: string
  name: string
  token: string
  /** The server to which it connects now. */
  node: () => Node
}

/** A life of a client in memory, and what it wants to be called for later. */
type Life = { isOver: boolean; timers: Set<object>; requests: Set<AbortController> }

/** How often somebody looks at what failed, and sends it again or throws it away. */
const LOOKS_MS = 3_000

/** One device of somebody: a client as it is, a line to the server, and a store that outlives the client. */
export class Device {
  readonly name: string
  readonly user: string
  readonly line: Line
  readonly random: Random
  parley: Parley
  wire: Wire | null = null
  asleepUntil = 0
  /** By how much its clock is wrong. */
  skewMs = 0
  stream = ''
  /** What happens when it greets the server next. */
  onHello: (() => void)[] = []
  readonly #parts: DeviceParts
  readonly #fetch: Ports['fetch']
  readonly #rooms = createMemoryRooms()
  readonly #outbox = createMemoryOutbox()
  #life: Life = { isOver: false, timers: new Set(), requests: new Set() }
  #lives = 0
  #connections = 0
  #end = () => {}

  constructor(parts: DeviceParts) {
    this.#parts = parts
    this.name = parts.name
    this.user = parts.user
    this.random = new Random(parts.seed, parts.name)
    this.line = new Line(parts.loop, new Random(parts.seed, `line of ${parts.name}`), {
      server: () => parts.node().asleepUntil,
      client: () => this.asleepUntil,
    })
    this.#fetch = createFetch({ ...parts, line: this.line, client: parts.name })
    this.parley = this.#begin()
  }

  /** Begins a life of the client: everything that was in memory is gone. */
  restart(): void {
    this.#end()
    this.parley = this.#begin()
    this.start()
  }

  /** Ends the client as a person does who closes it. */
  stop(): void {
    this.parley.stop().catch(() => {})
  }

  /** What the client wants to be called for later. */
  get timers(): number {
    return this.#life.timers.size
  }

  start(): void {
    this.parley.start().catch(() => {})
  }

  #begin(): Parley {
    const { loop, token, recorder, user } = this.#parts
    const life: Life = { isOver: false, timers: new Set(), requests: new Set() }
    this.#life = life
    this.stream = `${this.name}#${++this.#lives}`
    const parley = createParley({
      url: 'http://parley.test',
      token,
      rooms: this.#rooms,
      outbox: this.#outbox,
      ports: this.#ports(life),
    })
    const { stream } = this
    const shown = new Set<string>()
    const endEvents = parley.onEvent((event, log) => {
      const epoch = parley.state.user?.epoch ?? ''
      recorder.write({ k: 'event', stream, user, log, epoch, event: eventSeen(event) })
      if (log === user && event.type === 'cursor.advanced') this.#noteCursor(parley, event.subjectId)
    })
    const endChanges = parley.onChange(() => this.#openRooms(parley, shown))
    const look = () => {
      if (life.isOver) return
      this.#lookAtFailed(parley)
      loop.after(LOOKS_MS, look)
    }
    loop.after(LOOKS_MS, look)
    this.#end = () => {
      life.isOver = true
      endEvents()
      endChanges()
      this.wire?.hangUp()
      this.wire = null
      for (const request of life.requests) request.abort()
    }
    return parley
  }

  #ports(life: Life): Ports {
    const { loop } = this.#parts
    return {
      now: () => loop.now,
      date: () => START + Math.floor(loop.now) + this.skewMs,
      random: this.random.next,
      fillRandom: (bytes) => this.random.bytes(bytes),
      after: (ms, run) => this.#after(life, ms, run),
      openSocket: (_url, _headers, listener) => (life.isOver ? NO_SOCKET : this.#openSocket(life, listener)),
      fetch: (url, request) =>
        life.isOver ? new Promise(() => {}) : this.#fetch(url, { ...request, signal: signalOf(life, request.signal) }),
    }
  }

  #after(life: Life, ms: number, run: () => void): () => void {
    const { timers } = life
    const timer = {}
    timers.add(timer)
    // Whoever sleeps when it is due may call it off when he wakes.
    const ring = () => timers.delete(timer) && run()
    this.#parts.loop.after(ms, () => this.#whenAwake(life, ring))
    return () => void timers.delete(timer)
  }

  #whenAwake(life: Life, run: () => void): void {
    const { loop } = this.#parts
    if (life.isOver) return
    if (loop.now >= this.asleepUntil) run()
    else loop.at(this.asleepUntil, () => this.#whenAwake(life, run))
  }

  #openSocket(life: Life, listener: SocketListener) {
    const { loop, recorder, user, token } = this.#parts
    const connection = `${this.name}.${++this.#connections}`
    // What follows a failed attempt is no further repair.
    if (this.wire?.isGreeted) recorder.write({ k: 'repair', what: 'reconnect', client: this.name })
    const tap = createTap(recorder, this.name, user, connection, () => {
      for (const run of this.onHello.splice(0)) run()
    })
    const alive: SocketListener = {
      opened: () => !life.isOver && listener.opened(),
      received: (text) => !life.isOver && listener.received(text),
      closed: (code, reason) => !life.isOver && listener.closed(code, reason),
    }
    const wire = new Wire({ loop, line: this.line, listener: alive, tap })
    const node = this.#parts.node()
    wire.dial(node.accept(token, wire))
    this.wire = wire
    return { send: (text: string) => wire.send(text), close: () => wire.hangUp() }
  }

  /** It shows all of its rooms. */
  #openRooms(parley: Parley, shown: Set<string>): void {
    const rooms = parley.state.user?.rooms ?? {}
    for (const id of shown) if (!rooms[id]) shown.delete(id)
    for (const id of Object.keys(rooms)) {
      if (shown.has(id)) continue
      shown.add(id)
      parley.openRoom(id).catch(() => {})
    }
  }

  #noteCursor(parley: Parley, log: string): void {
    const readSeq = parley.state.user?.rooms[log]?.membership?.readSeq
    if (readSeq !== undefined)
      this.#parts.recorder.write({ k: 'cursor', stream: this.stream, user: this.user, log, readSeq })
  }

  #lookAtFailed(parley: Parley): void {
    for (const { key, state } of parley.state.outbox) {
      if (state !== 'failed') continue
      const isKept = !this.line.isHealed && this.random.isOneIn(3)
      void (isKept ? parley.retry(key) : parley.discard(key))
    }
  }
}

/**
 * The lines of a process end with it. A signal made of two with `any` keeps whatever listens to it in memory, and with it the
 * whole run, for as long as one of the two is there.
 */
function signalOf({ requests }: Life, given: AbortSignal): AbortSignal {
  const request = new AbortController()
  requests.add(request)
  if (given.aborted) request.abort()
  else given.addEventListener('abort', () => request.abort())
  return request.signal
}

const NO_SOCKET = { send: () => {}, close: () => {} }
