import type { CommandName } from '@parley/protocol/commands.ts'
import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { ClientFrame, ServerFrame } from '@parley/protocol/frames.ts'
import { CLOSE, TIMES } from '@parley/protocol/limits.ts'
import type { Cursors } from '@parley/protocol/logs.ts'
import type { QueryInput, QueryName, QueryOutput } from '@parley/protocol/queries.ts'
import { trust } from './brand.ts'
import {
  type Kind,
  type Link,
  type LinkListener,
  type LinkParts,
  LOGS_PER_REQUEST,
  MOVED,
  type OpenLink,
} from './links/link.ts'
import { Requests, type Results } from './requests.ts'
import { type Command } from './wire.ts'

/** How the connection is. `ended`, `outdated` and `refused` do not change by themselves: log in, reload, or look at the settings. */
export type Status = 'connecting' | 'online' | 'reconnecting' | 'ended' | 'outdated' | 'refused'

/** Commands that set or end a cookie and so are not taken from a socket. */
export const HTTP_COMMANDS: ReadonlySet<CommandName> = new Set<CommandName>([
  'community.found',
  'account.register',
  'password.change',
  'session.log-in',
  'session.log-out',
  'guest.enter',
])

/** What the connection tells. */
export type ConnectionListener = {
  frame(frame: ServerFrame): void
  /** A link stands, and from now on frames are sent; or it stands no longer. */
  up(isUp: boolean): void
  status(status: Status): void
}

type Attempt = { kind: Kind; link: Link | null; cancel(): void }

/** After so many failures in a row these ways are tried, and then again from the first. */
const WAYS: readonly Kind[] = ['socket', 'socket', 'socket', 'stream', 'poll']
/** A proxy that swallows the upgrade says nothing at all. */
const OPEN_MS = 8_000
/** A link that stood so long was a good one: the next absence begins with short waits again. */
const STEADY_MS = 10_000
/** While something else than the socket serves, the socket is tried after this time, and then ever more rarely. */
const PROBE_MS = 5_000
const PROBE_MAX_MS = 1_800_000

/** Keeps one link to the server for ever, until the server says that it must not. */
export class Connection {
  #current: Attempt | null = null
  #probe: Attempt | null = null
  #isStarted = false
  #isUp = false
  #status: Status = 'connecting'
  /** How many attempts failed since a link last stood for a while. */
  #tries = 0
  #way = 0
  #probeMs = PROBE_MS
  #heardAt = 0
  #upAt = 0
  #triedAt = -Infinity
  #cancelRetry = () => {}
  #cancelQuiet = () => {}
  readonly #parts: LinkParts
  readonly #listener: ConnectionListener
  readonly #requests: Requests
  readonly #open: OpenLink

  constructor(parts: LinkParts, open: OpenLink, listener: ConnectionListener) {
    this.#parts = parts
    this.#open = open
    this.#listener = listener
    this.#requests = new Requests(parts.ports)
  }

  get isUp(): boolean {
    return this.#isUp
  }

  /** Connects, and stays connected. Also after the session ended, once there is a new one. */
  start(): void {
    if (this.#isStarted) return
    this.#isStarted = true
    this.#setStatus('connecting')
    this.#reportLater()
    this.#dial()
  }

  /** Disconnects until the next start. */
  stop(): void {
    this.#isStarted = false
    this.#drop()
    this.#cancelQuiet()
  }

  /**
   * The device woke, is online again or looked at, or another tab got through: tries at once, but not within a second of
   * the last try. Where something else than the socket serves, it tries that.
   */
  wake(): void {
    if (!this.#isStarted) return
    const { now } = this.#parts.ports
    if (this.#isUp && this.#current && now() - this.#heardAt >= TIMES.silenceMs)
      this.#lost(this.#current, CLOSE.silent, '')
    const waitMs = Math.max(0, this.#triedAt + TIMES.reconnectApartMs - now())
    if (!this.#current) this.#retryIn(waitMs)
    else if (this.#isUp && this.#current.kind !== 'socket' && !this.#probe) this.#probeIn(waitMs)
  }

  /** Follows further logs from these cursors. */
  follow(cursors: Cursors): void {
    if (Object.keys(cursors).length === 0) return
    // Also a link that is about to stand: it may have said already which logs it follows.
    for (const attempt of [this.#current, this.#probe]) attempt?.link?.follow(cursors)
  }

  /** Sends a frame that needs no answer; where it cannot be sent now, it is worth nothing later. */
  send(frame: ClientFrame): void {
    if (this.#isUp) this.#current?.link?.send(frame)
  }

  /** Runs commands in order up to the first that fails. Throws Unreachable when nothing is known of any of them. */
  async run(commands: readonly Command[]): Promise<Results> {
    if (!this.#hasSocket || commands.some(({ name }) => HTTP_COMMANDS.has(name))) return this.#post(commands)
    const answer = this.#requests.ask((ref) => this.send({ t: 'commands', ref, commands: [...commands] }))
    return trust<Results>(await answer)
  }

  /** Answers a query. Throws ParleyError or Unreachable. */
  async query<N extends QueryName>(name: N, input: QueryInput<N>): Promise<QueryOutput<N>> {
    if (!this.#hasSocket) return this.#parts.http.get(name, input)
    const answer = this.#requests.ask((ref) => this.send({ t: 'query', ref, name, input }))
    return trust<QueryOutput<N>>(await answer)
  }

  /** Stops for good until `start`: the server would only refuse again. */
  end(status: Status): void {
    this.stop()
    this.#setStatus(status)
  }

  get #hasSocket(): boolean {
    return this.#isUp && this.#current?.kind === 'socket'
  }

  async #post(commands: readonly Command[]): Promise<Results> {
    const results: { outcome: Outcome }[] = []
    try {
      for (const { name, input } of commands)
        results.push(await this.#parts.http.post<{ outcome: Outcome }>(name, input))
    } catch (error) {
      if (error instanceof ParleyError) return [...results, { error: error.toWire() }]
      if (results.length === 0) throw error
    }
    return results
  }

  #dial(): void {
    const kind = WAYS[this.#way % WAYS.length] ?? 'socket'
    const isTooMuch = kind === 'stream' && Object.keys(this.#parts.cursors()).length > LOGS_PER_REQUEST
    this.#triedAt = this.#parts.ports.now()
    this.#attempt(isTooMuch ? 'poll' : kind, (attempt) => (this.#current = attempt))
  }

  #attempt(kind: Kind, keep: (attempt: Attempt) => void): void {
    const { ports } = this.#parts
    const attempt: Attempt = { kind, link: null, cancel: () => {} }
    attempt.cancel = ports.after(OPEN_MS, () => this.#lost(attempt, CLOSE.silent, ''))
    keep(attempt)
    const listener: LinkListener = {
      frame: (frame) => this.#heard(attempt, frame),
      down: (code, reason) => this.#lost(attempt, code, reason),
    }
    attempt.link = this.#open(kind, this.#parts, listener)
    if (attempt !== this.#current && attempt !== this.#probe) attempt.link.close()
  }

  #heard(attempt: Attempt, frame: ServerFrame): void {
    if (attempt === this.#probe && frame.t === 'welcome') this.#adopt(attempt)
    if (attempt !== this.#current) return
    this.#heardAt = this.#parts.ports.now()
    if (frame.t === 'welcome' && !this.#isUp) this.#rise(attempt)
    if (!this.#requests.answer(frame)) this.#listener.frame(frame)
  }

  /** The socket works again: it takes over from the stream or the poll. */
  #adopt(attempt: Attempt): void {
    this.#probe = null
    this.#drop()
    this.#current = attempt
  }

  #rise(attempt: Attempt): void {
    attempt.cancel()
    this.#isUp = true
    this.#upAt = this.#heardAt
    this.#way = WAYS.indexOf(attempt.kind)
    this.#cancelQuiet()
    this.#setStatus('online')
    this.#watch(attempt, TIMES.silenceMs)
    if (attempt.kind === 'socket') this.#probeMs = PROBE_MS
    else this.#probeLater()
    this.#listener.up(true)
  }

  #watch(attempt: Attempt, ms: number): void {
    const { now, after } = this.#parts.ports
    attempt.cancel = after(ms, () => {
      const left = this.#heardAt + TIMES.silenceMs - now()
      if (left > 0) this.#watch(attempt, left)
      else this.#lost(attempt, CLOSE.silent, '')
    })
  }

  #probeLater(): void {
    this.#probeIn(this.#probeMs)
    this.#probeMs = Math.min(PROBE_MAX_MS, this.#probeMs * 2)
  }

  #probeIn(ms: number): void {
    this.#cancelRetry()
    this.#cancelRetry = this.#parts.ports.after(ms, () => {
      this.#triedAt = this.#parts.ports.now()
      this.#attempt('socket', (attempt) => (this.#probe = attempt))
    })
  }

  #lost(attempt: Attempt, code: number, reason: string): void {
    attempt.cancel()
    attempt.link?.close()
    if (attempt === this.#probe) {
      this.#probe = null
      return this.#probeLater()
    }
    if (attempt !== this.#current) return
    const wasUp = this.#isUp
    this.#drop()
    if (code === MOVED) return this.#retryIn(0)
    if (code >= CLOSE.badFrame && code < 5000) return this.end(statusOf(code))
    const { now, random } = this.#parts.ports
    if (wasUp && now() - this.#upAt >= STEADY_MS) this.#tries = 0
    if (!wasUp) this.#way += 1
    const longest = Math.min(TIMES.reconnectMaxMs, TIMES.reconnectBaseMs * 2 ** this.#tries++)
    const asked = Number(/retry=(\d+)/.exec(reason)?.[1] ?? 0) * 1000
    this.#retryIn(Math.max(asked, random() * longest))
  }

  #drop(): void {
    this.#cancelRetry()
    for (const attempt of [this.#current, this.#probe]) {
      attempt?.cancel()
      attempt?.link?.close()
    }
    this.#current = this.#probe = null
    if (!this.#isUp) return
    this.#isUp = false
    this.#requests.fail()
    this.#reportLater()
    this.#listener.up(false)
  }

  /** An absence shorter than this is nobody's concern. */
  #reportLater(): void {
    this.#cancelQuiet()
    this.#cancelQuiet = this.#parts.ports.after(TIMES.quietMs, () => this.#setStatus('reconnecting'))
  }

  #retryIn(ms: number): void {
    this.#cancelRetry()
    this.#cancelRetry = this.#parts.ports.after(ms, () => this.#dial())
  }

  #setStatus(status: Status): void {
    this.#cancelQuiet()
    if (status === this.#status) return
    this.#status = status
    this.#listener.status(status)
  }
}

function statusOf(code: number): Status {
  if (code === CLOSE.sessionEnded) return 'ended'
  return code === CLOSE.tooOld ? 'outdated' : 'refused'
}
