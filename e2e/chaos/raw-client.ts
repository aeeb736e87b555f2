import type { LogEvent } from '@parley/protocol/events.ts'
import type { ServerFrame } from '@parley/protocol/frames.ts'
import { PROTOCOL } from '@parley/protocol/version.ts'
import type { Player } from './cast.ts'
import { now } from './clock.ts'
import { FollowedLogs } from './followed-logs.ts'
import type { RawOptions } from './raw-options.ts'
import { seen, Tap } from './recorder.ts'
import { RoomQueue } from './room-queue.ts'
import type { Trouble } from './troubles.ts'

/** Without an answer for so long, a connection is given up; where that does not help, after twice as long each time. */
const PATIENCE_MS = 4_000
const PATIENCE_MAX_MS = 64_000
const RECONNECT_MS = 100
/** An answer that comes later than this is a trouble that may be some fault's witness. */
const LATE_MS = 20
/** So much of what is answered is not heard, and asked for again with the same id. */
const DEAF_SHARE = 0.06

let lines = 0

/** A client of few lines that speaks the protocol by hand: it follows logs, keeps a queue for each room, and resumes. */
export class RawClient {
  readonly queues = new Map<string, RoomQueue>()
  acks = 0
  lostAcks = 0
  ackedAt = 0
  isDeaf = true
  readonly #options: RawOptions
  readonly #logs: FollowedLogs
  readonly #tap: Tap
  #socket: WebSocket | null = null
  #line = ''
  #epoch = ''
  #isReady = false
  #isStopped = false
  #isHangingUp = false
  #openedAt = 0
  #patienceMs = PATIENCE_MS
  #ref = 0
  readonly #sentTo = new Map<number, { room: string; at: number }>()
  #ticker: ReturnType<typeof setInterval>

  constructor(options: RawOptions) {
    this.#options = options
    this.#logs = new FollowedLogs([options.player.id, ...options.rooms], options.heads)
    this.#tap = new Tap(options.recorder, { client: options.name, user: options.player.id }, options.isTapped)
    for (const room of options.rooms) this.queues.set(room, new RoomQueue())
    this.#ticker = setInterval(() => this.#tick(), 250)
    this.#connect()
  }

  get name(): string {
    return this.#options.name
  }

  get player(): Player {
    return this.#options.player
  }

  get isReady(): boolean {
    return this.#isReady
  }

  /** Commands that wait or are on their way. */
  get waiting(): number {
    return [...this.queues.values()].reduce((sum, queue) => sum + queue.size, 0)
  }

  /** Where it stands in a log; null while it may not read it. */
  cursorOf(log: string): number | null {
    return this.#logs.wants(log) ? this.#logs.cursor(log) : null
  }

  /** Writes down how far one has read, as this client was told. */
  noteCursors(): void {
    const { recorder, player } = this.#options
    const who = { k: 'cursor', stream: this.name, user: player.id } as const
    for (const [log, readSeq] of this.#logs.readSeqs) recorder.add({ ...who, t: now(), log, readSeq, isFinal: true })
  }

  /** Whether it has not heard all of a log that it may read. */
  isBehind(heads: Readonly<Record<string, number>>): boolean {
    return !this.#options.isSpy && this.#logs.isBehind(heads)
  }

  add(room: string, name: string, input: { id: string }): void {
    this.queues.get(room)?.add({ name, input })
    this.#pump(room)
  }

  /** Hangs up and comes back, with what it knows: that is no repair. */
  reconnect(): void {
    this.#isHangingUp = true
    this.#socket?.close()
  }

  stop(): void {
    this.#isStopped = true
    clearInterval(this.#ticker)
    this.#socket?.close()
  }

  #connect(): void {
    if (this.#isStopped) return
    lines += 1
    const line = `${this.#options.name}#${lines}`
    this.#line = line
    this.#openedAt = now()
    const socket: WebSocket = Reflect.construct(WebSocket, [
      `${this.#options.url.replace('http', 'ws')}/socket`,
      { headers: { authorization: `Bearer ${this.#options.player.token}`, 'x-chaos-client': this.name } },
    ])
    this.#socket = socket
    socket.onopen = () => this.#greet(socket)
    socket.onmessage = ({ data }) => this.#received(line, String(data))
    socket.onclose = ({ code }) => this.#closed(line, code)
  }

  #greet(socket: WebSocket): void {
    const epoch = this.#epoch === '' ? {} : { epoch: this.#epoch }
    socket.send(JSON.stringify({ t: 'hello', v: PROTOCOL, ...epoch, cursors: this.#logs.cursors }))
  }

  #received(line: string, text: string): void {
    if (line !== this.#line) return
    this.#tap.bytes(text)
    const frame = JSON.parse(text) as ServerFrame
    switch (frame.t) {
      case 'welcome':
        return this.#welcomed(frame)
      case 'caught-up':
        return this.#caughtUp()
      case 'events':
        for (const event of frame.events) this.#apply(frame.log, event)
        return
      case 'heads':
        for (const [log, head] of Object.entries(frame.heads)) if (head > this.#logs.cursor(log)) this.#repair(log)
        return
      case 'reset':
        this.#note('reset', frame.log)
        this.#logs.jump(frame.log, frame.head)
        return
      case 'gone':
        if (!this.#options.isSpy) this.#logs.want(frame.log, false)
        return
      case 'results':
      case 'refused':
        return this.#answered(line, frame)
      case 'answer':
      case 'presence':
      case 'typing':
      case 'problem':
        return
    }
  }

  #welcomed({ epoch, at }: Extract<ServerFrame, { t: 'welcome' }>): void {
    this.#epoch = epoch
    const skewS = Math.round((Date.parse(at) - Date.now()) / 1_000)
    if (Math.abs(skewS) > 1) this.#trouble('clock', now(), `${skewS}`)
  }

  #caughtUp(): void {
    this.#logs.gotAll()
    if (this.#isReady) return
    this.#isReady = true
    if (now() - this.#openedAt > LATE_MS) this.#trouble('late', this.#openedAt)
    for (const room of this.queues.keys()) this.#pump(room)
  }

  #apply(log: string, event: LogEvent): void {
    const place = this.#logs.take(log, event)
    if (place === 'old') return this.#trouble('double', now())
    if (place === 'early') return this.#repair(log)
    const { recorder, player } = this.#options
    recorder.add({
      k: 'event',
      t: now(),
      stream: this.name,
      user: player.id,
      log,
      epoch: this.#epoch,
      event: seen(event),
    })
    if (log === player.id) this.#own(event)
    // Who says something has read what came before.
    else if (event.type === 'message.posted' && event.actorId === player.id) this.#logs.hasRead(log, event.seq)
  }

  /** What one's own log tells: rooms that one is in again, and how far one has read. */
  #own(event: LogEvent): void {
    const room = event.subjectId
    if (event.type === 'cursor.advanced') {
      const { recorder, player } = this.#options
      const { readSeq } = event
      recorder.add({ k: 'cursor', t: now(), stream: this.name, user: player.id, log: room, readSeq })
      if (this.queues.has(room)) this.#logs.hasRead(room, readSeq)
    }
    if (event.type !== 'room.joined' || !this.queues.has(room)) return
    this.#logs.want(room, true)
    this.#follow(room)
  }

  #repair(log: string): void {
    if (!this.#isReady || !this.#logs.asksFor(log)) return
    this.#trouble('gap', now())
    this.#note('gap', log)
    this.#follow(log)
  }

  #follow(log: string): void {
    this.#send({ t: 'follow', cursors: { [log]: this.#logs.cursor(log) } })
  }

  #answered(line: string, frame: Extract<ServerFrame, { t: 'results' | 'refused' }>): void {
    const sent = this.#sentTo.get(frame.ref)
    const queue = sent && this.queues.get(sent.room)
    if (!sent || !queue) return this.#trouble('double', now())
    if (this.isDeaf && this.#options.random.chance(DEAF_SHARE)) {
      this.lostAcks += queue.inFlight
      this.#trouble('unanswered', sent.at, 'deaf')
      return this.#again(frame.ref, sent.room)
    }
    this.#sentTo.delete(frame.ref)
    this.#tap.received(line, frame)
    const latency = now() - sent.at
    if (latency > LATE_MS) this.#trouble('late', sent.at)
    const { done, code } = queue.settle(frame.t === 'results' ? frame.results : [{ error: frame.error }])
    this.acks += done
    if (done > 0) {
      this.ackedAt = now()
      this.#patienceMs = PATIENCE_MS
    }
    if (code === null) return this.#pump(sent.room)
    this.#trouble('refused', sent.at, code)
    setTimeout(() => this.#pump(sent.room), RECONNECT_MS)
  }

  /** As if the answer had been lost: the same commands go out once more. */
  #again(ref: number, room: string): void {
    this.#sentTo.delete(ref)
    this.queues.get(room)?.giveUp()
    this.#pump(room)
  }

  #pump(room: string): void {
    const batch = this.#isReady ? (this.queues.get(room)?.take() ?? []) : []
    if (batch.length === 0) return
    this.#ref += 1
    this.#sentTo.set(this.#ref, { room, at: now() })
    const frame = { t: 'commands', ref: this.#ref, commands: batch } as const
    this.#tap.sent(this.#line, frame)
    this.#send(frame)
  }

  #send(frame: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame))
  }

  #tick(): void {
    const since = this.#isReady
      ? Math.min(...[...this.#sentTo.values()].map(({ at }) => at))
      : this.#socket === null
        ? Infinity
        : this.#openedAt
    if (now() - since < this.#patienceMs) return
    this.#patienceMs = Math.min(PATIENCE_MAX_MS, this.#patienceMs * 2)
    this.#trouble('unanswered', since)
    const { terminate } = this.#socket as unknown as { terminate?: () => void }
    terminate?.call(this.#socket)
    this.#closed(this.#line, 1006)
  }

  #closed(line: string, code: number): void {
    if (line !== this.#line) return
    this.#line = ''
    this.#socket = null
    const since = Math.min(now(), ...[...this.#sentTo.values()].map(({ at }) => at))
    this.#trouble(this.#isReady ? 'closed' : 'unreachable', this.#isReady ? since : this.#openedAt, `${code}`)
    this.#isReady = false
    this.#tap.closed(line)
    if (!this.#isHangingUp && !this.#isStopped) this.#note('reconnect')
    this.#isHangingUp = false
    this.#sentTo.clear()
    this.#logs.gotAll()
    for (const queue of this.queues.values()) queue.giveUp()
    if (!this.#isStopped) setTimeout(() => this.#connect(), RECONNECT_MS * this.#options.random.next())
  }

  #trouble(what: Trouble['what'], since: number, detail = ''): void {
    this.#options.troubles.add({ what, since, detail, client: this.name, isOnLine: this.#options.isOnLine })
  }

  #note(what: 'gap' | 'reset' | 'reconnect', log?: string): void {
    const client = this.name
    this.#options.recorder.add({ k: 'repair', t: now(), what, client, ...(log === undefined ? {} : { log }) })
  }
}
