import type { ClientFrame, CommandResult, ServerFrame } from '@parley/protocol/frames.ts'
import { createParley, type Parley } from '@parley/sdk/client.ts'
import { systemPorts } from '@parley/sdk/ports.ts'
import type { Player } from './cast.ts'
import { now } from './clock.ts'
import { type Recorder, seen, Tap } from './recorder.ts'
import type { Troubles } from './troubles.ts'

/** What a device is made with. */
export type DeviceOptions = {
  name: string
  url: string
  player: Player
  rooms: readonly string[]
  recorder: Recorder
  troubles: Troubles
  isOnLine: boolean
}

/** The SDK's client as people have it, and what goes over its lines. */
export class Device {
  readonly parley: Parley
  readonly name: string
  readonly player: Player
  readonly rooms: readonly string[]
  acks = 0
  readonly #options: DeviceOptions
  readonly #tap: Tap
  #epoch = ''

  constructor(options: DeviceOptions) {
    this.#options = options
    this.name = options.name
    this.player = options.player
    this.rooms = options.rooms
    this.#tap = new Tap(options.recorder, { client: options.name, user: options.player.id })
    this.parley = createParley({
      url: options.url,
      token: options.player.token,
      ports: { ...systemPorts, openSocket: this.#openSocket, fetch: this.#fetch },
    })
    this.parley.onEvent((event, log) => {
      options.recorder.add({
        k: 'event',
        t: now(),
        stream: this.name,
        user: this.player.id,
        log,
        epoch: this.#epoch,
        event: seen(event),
      })
    })
  }

  /** Commands that wait or are on their way. */
  get waiting(): number {
    return this.parley.state.outbox.filter(({ state }) => state === 'waiting').length
  }

  /** Whether it has not heard all of a room. */
  isBehind(heads: Readonly<Record<string, number>>): boolean {
    return this.rooms.some((room) => (heads[room] ?? 0) > (this.parley.state.user?.rooms[room]?.cursor ?? 0))
  }

  async start(): Promise<void> {
    await this.parley.start()
    for (const room of this.rooms) void this.parley.openRoom(room).catch(() => {})
  }

  /** Writes down what the screen would show of each room. */
  snapshot(isFinal: boolean): void {
    // What is shown while nobody can be reached may be old.
    if (this.parley.state.status !== 'online') return
    for (const room of this.rooms) {
      const state = this.parley.state.user?.rooms[room]
      const messages = state?.window?.messages
      const first = messages?.[0]
      if (!state?.window || !messages || !first || state.window.hasNewer) continue
      this.#options.recorder.add({
        k: 'snapshot',
        t: now(),
        began: now(),
        how: 'fold',
        client: this.name,
        user: this.player.id,
        node: 'n1',
        log: room,
        epoch: this.#epoch,
        head: state.cursor,
        from: first.seq,
        messages: messages.map(({ id, seq, version, authorId, body, at, deletedAt }) => ({
          ...{ id, seq, version, authorId, body, at, deletedAt },
        })),
        ...(isFinal ? { isFinal } : {}),
      })
    }
  }

  #openSocket: typeof systemPorts.openSocket = (url, headers, listener) => {
    const line = `${this.name}#${now()}`
    const openedAt = now()
    const socket = systemPorts.openSocket(url, headers, {
      opened: () => listener.opened(),
      received: (text) => {
        this.#received(line, text)
        listener.received(text)
      },
      closed: (code, reason) => {
        const { troubles, isOnLine } = this.#options
        troubles.add({ what: 'closed', since: openedAt, detail: `${code}`, client: this.name, isOnLine })
        this.#options.recorder.add({ k: 'repair', t: now(), what: 'reconnect', client: this.name })
        this.#tap.closed(line)
        listener.closed(code, reason)
      },
    })
    return {
      close: () => socket.close(),
      send: (text) => {
        const frame = JSON.parse(text) as ClientFrame
        if (frame.t === 'commands') this.#tap.sent(line, frame)
        socket.send(text)
      },
    }
  }

  /** Where there is no socket, commands go one by one over HTTP. */
  #fetch: typeof systemPorts.fetch = async (url, request) => {
    const name = /\/api\/(message\.[a-z]+)$/.exec(url)?.[1]
    if (name === undefined || request.body === undefined) return systemPorts.fetch(url, request)
    const tell = this.#tap.asked(name, JSON.parse(request.body) as { id: string })
    try {
      const answer = await systemPorts.fetch(url, request)
      const told = (await answer.json()) as CommandResult
      tell(told)
      return { status: answer.status, ok: answer.ok, body: null, json: () => Promise.resolve(told) }
    } catch (error) {
      tell(null)
      throw error
    }
  }

  #received(line: string, text: string): void {
    let frame: ServerFrame
    try {
      frame = JSON.parse(text) as ServerFrame
    } catch {
      return
    }
    if (frame.t === 'welcome') this.#epoch = frame.epoch
    if (frame.t === 'reset') {
      this.#options.recorder.add({ k: 'repair', t: now(), what: 'reset', client: this.name, log: frame.log })
    }
    if (frame.t === 'results') this.acks += frame.results.filter((result) => 'outcome' in result).length
    this.#tap.received(line, frame)
  }
}
