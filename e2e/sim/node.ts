import { isCommandName } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ERRORS, ParleyError, type WireError } from '@parley/protocol/errors.ts'
import { QUERIES } from '@parley/protocol/queries.ts'
import type { Passwords } from '@parley/server/accounts/password.ts'
import { DEFAULT_LIMITS } from '@parley/server/config.ts'
import type { Store } from '@parley/server/database/store.ts'
import { accessLogs } from '@parley/server/events/access.ts'
import { readLog } from '@parley/server/events/read-log.ts'
import type { SocketData } from '@parley/server/http/socket-door.ts'
import { type Visit, identify } from '@parley/server/http/visit.ts'
import { writeLimits } from '@parley/server/http/write-limits.ts'
import { Hub } from '@parley/server/live/hub.ts'
import { createLive, type Live, ROUND_MS } from '@parley/server/live/live.ts'
import { MemorySocket, MemoryTopics } from '@parley/server/live/testing/memory-topics.ts'
import { findWatchable } from '@parley/server/live/watchable.ts'
import { createLog } from '@parley/server/log.ts'
import { createParley, parseInput, type Parley } from '@parley/server/parley.ts'
import { refreshActor } from '@parley/server/sessions/authenticate.ts'
import { lifetimesOf } from '@parley/server/sessions/lifetime.ts'
import type { Disk } from './disk.ts'
import type { Loop } from './loop.ts'
import type { Random } from './random.ts'
import type { Acceptor, Wire } from './wire.ts'

/** What a plain request is answered. */
export type PlainAnswer = {
  status: number
  body: { outcome: Outcome } | { output: unknown } | { error: WireError }
}

/** What a life of a server is made of. */
export type NodeParts = {
  loop: Loop
  random: Random
  disk: Disk
  /** Milliseconds since 1970, as this machine has them. */
  date: () => number
  /** The program ended itself, for it does not trust its storage. */
  onGaveUp: () => void
  /** Lines of the log that tell of an error. */
  onLine: (line: string) => void
}

/** Small, so that few messages fill them: the settings of a server for people who are slow. */
const LIMITS = { softBytes: 3_000, hardBytes: 60_000, stuckMs: 10_000 }

/** One life of a server's process: the core, live delivery and the socket's door over the stored data. */
export class Node {
  isAlive = true
  asleepUntil = 0
  readonly wires = new Set<Wire>()
  /** Who is to hear that the process is gone, where its kernel says so. */
  readonly onEnd = new Set<() => void>()
  readonly #parts: NodeParts
  readonly #topics = new MemoryTopics()
  readonly #log
  readonly #hub: Hub
  #parley: Parley | null = null
  #live: Live | null = null
  #own: Record<string, number> = {}

  constructor(parts: NodeParts) {
    this.#parts = parts
    this.#log = createLog('error', (line) => this.isAlive && parts.onLine(line))
    this.#hub = new Hub({ now: () => parts.loop.now, log: this.#log })
  }

  /** Resolves when it takes connections. */
  async start(): Promise<void> {
    const { loop, date, disk } = this.#parts
    const store: Store = disk.lease(() => this.isAlive)
    const parley = await createParley({
      store,
      log: this.#log,
      clock: date,
      publish: this.#hub.publish,
      takeWrite: writeLimits({ ...DEFAULT_LIMITS, now: () => loop.now }),
      entryRules: { passwords: NO_PASSWORDS, setUpCode: null, takeNewGuest: () => 0, takeNewGuestRoom: () => 0 },
      lifetimes: lifetimesOf(DEFAULT_LIMITS),
      giveUp: () => this.isAlive && this.#parts.onGaveUp(),
      breathe: () => this.#whenAwake(),
    })
    this.#parley = parley
    this.#live = this.#createLive(parley)
    this.#hub.attach(this.#topics)
    this.#own = this.#live.held()
    this.#round()
  }

  /** Takes a connection of who bears this token, unless nobody listens. */
  accept(token: string, wire: Wire): Acceptor {
    return (onReady) => {
      const [parley, live] = [this.#parley, this.#live]
      if (!this.isAlive || !parley || !live) return false
      this.wires.add(wire)
      void identify(parley, CLIENT, headersOf(token)).then((visit) => {
        if (this.isAlive) this.#open(live, visit, onReady)
      })
      return true
    }
  }

  /** Answers a plain request, a long poll too. What is open when the process ends is never answered. */
  async answer(token: string, name: string, input: unknown, { signal }: { signal: AbortSignal }): Promise<PlainAnswer> {
    const [parley, live] = [this.#parley, this.#live]
    if (!parley || !live) throw new Error('nobody listens yet')
    try {
      const visit = await identify(parley, CLIENT, headersOf(token))
      if (visit.hasEnded) throw new ParleyError('session_ended')
      const body = isCommandName(name)
        ? { outcome: (await parley.command(name, input, visit.actor, originOf(visit))).outcome }
        : { output: await this.#query(parley, live, name, input, visit, signal) }
      return await this.#whileAlive({ status: 200, body })
    } catch (error) {
      const code = error instanceof ParleyError ? error.code : 'internal'
      const wire = error instanceof ParleyError ? error.toWire() : new ParleyError('internal').toWire()
      return this.#whileAlive({ status: ERRORS[code].status, body: { error: wire } })
    }
  }

  /** Opens an event stream. */
  async openStream(token: string, target: URL): Promise<Response> {
    const [parley, live] = [this.#parley, this.#live]
    if (!parley || !live) throw new Error('nobody listens yet')
    const visit = await identify(parley, CLIENT, headersOf(token))
    return live.eventStream(new Request(target), visit, () => {})
  }

  #query(
    parley: Parley,
    live: Live,
    name: string,
    input: unknown,
    visit: Visit,
    signal: AbortSignal,
  ): Promise<unknown> {
    const waits = name === 'log.read' && typeof input === 'object' && input !== null && 'waitS' in input
    return waits ? live.longPoll(input, visit, signal) : parley.query(name, input, visit.actor)
  }

  #whileAlive(answer: PlainAnswer): Promise<PlainAnswer> {
    return this.isAlive ? Promise.resolve(answer) : new Promise(() => {})
  }

  /** What it keeps, and what of that it kept before anybody came. */
  held(): { what: string; held: number; due: number }[] {
    return Object.entries(this.#live?.held() ?? {}).map(([what, held]) => ({ what, held, due: this.#own[what] ?? 0 }))
  }

  /** The process is gone, in the middle of whatever it did. `isTold`: its connections are reset by its kernel. */
  kill(isTold: boolean): void {
    this.isAlive = false
    for (const wire of this.wires) wire.lose(isTold)
    if (isTold) for (const tell of this.onEnd) tell()
    this.#parts.disk.abandon()
  }

  /** Ends as on SIGTERM: nobody is let in, connections are closed, what was begun is finished. */
  async drain(): Promise<void> {
    await this.#live?.drain()
    await this.#parley?.lane.drain()
    this.kill(true)
  }

  #open(live: Live, visit: Visit, onReady: Parameters<Acceptor>[0]): void {
    const accepted: SocketData[] = []
    const upgrader = {
      upgrade: (_: Request, { data }: { data: SocketData }) => {
        accepted.push(data)
        return true
      },
    }
    live.upgrade(REQUEST, upgrader, visit)
    const socket = Object.assign(new MemorySocket(this.#topics), { data: accepted[0]! })
    const bun = socket as unknown as Bun.ServerWebSocket<SocketData>
    const { websocket } = live
    const ifAlive = (run: () => void) => () => void (this.isAlive && run())
    socket.onDrain = ifAlive(() => void websocket.drain?.(bun))
    socket.onClose = ifAlive(() => void websocket.close?.(bun, socket.closed?.code ?? 1006, ''))
    onReady({
      socket,
      receive: (text) => {
        if (this.isAlive && !socket.closed) void websocket.message?.(bun, text)
      },
      pong: ifAlive(() => void websocket.pong?.(bun, Buffer.alloc(0))),
    })
    void websocket.open?.(bun)
  }

  #createLive(parley: Parley): Live {
    const { loop, random, date } = this.#parts
    return createLive({
      hub: this.#hub,
      read: parley.store.read,
      reads: {
        refresh: (reader, actor) => refreshActor(reader, actor, { now: date(), lifetimes: parley.lifetimes }),
        accessLogs,
        readLog,
      },
      readLogs: async (input, actor) => parley.ask('log.read', parseInput(QUERIES['log.read'].input, input), actor),
      epoch: parley.epoch,
      build: 'sim',
      clock: date,
      now: () => loop.now,
      random: random.next,
      pause: loop.pause,
      log: this.#log,
      command: parley.command,
      query: parley.query,
      findWatchable,
      left: (actor) => parley.visits.note(actor, date()),
      allowedOrigin: () => null,
      isReady: () => this.isAlive,
      limits: LIMITS,
    })
  }

  #round(): void {
    const { loop } = this.#parts
    loop.after(ROUND_MS, () => {
      if (!this.isAlive) return
      if (loop.now >= this.asleepUntil) this.#live?.round()
      this.#round()
    })
  }

  #whenAwake(): Promise<void> {
    const { loop } = this.#parts
    if (loop.now >= this.asleepUntil) return new Promise((resolve) => loop.soon(resolve))
    return new Promise((resolve) => loop.at(this.asleepUntil, resolve))
  }
}

const CLIENT = { address: '10.0.0.1', group: '10.0.0.1', isTls: false }

function originOf({ userAgent }: Visit) {
  return { address: CLIENT.address, userAgent }
}

function headersOf(token: string): Headers {
  return new Headers({ authorization: `Bearer ${token}` })
}

const REQUEST = new Request('http://parley.test/socket')

/** Nobody logs in with a password here. */
const NO_PASSWORDS = {
  hash: () => Promise.reject(new ParleyError('internal')),
  verify: () => Promise.reject(new ParleyError('internal')),
} as unknown as Passwords
