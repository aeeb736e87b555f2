import { ParleyError } from '@parley/protocol/errors.ts'
import { CLOSE, LIMITS } from '@parley/protocol/limits.ts'
import type { Cursors } from '@parley/protocol/logs.ts'
import type { KnownActor } from '../actor.ts'
import type { Log } from '../log.ts'
import { ByteSink } from './byte-sink.ts'
import { catchUp, type CatchUpPorts } from './catch-up.ts'
import { encode, type Encoded } from './frames.ts'
import { nextTelling, tellHeads } from './heads.ts'
import type { LiveLimits } from './limits.ts'
import type { Presence } from './presence.ts'
import { StreamConnection } from './stream-connection.ts'

export type StreamsPorts = CatchUpPorts & {
  now: () => number
  random: () => number
  log: Log
  limits: LiveLimits
  presence: Presence
}

export type StreamOptions = {
  cursors: Cursors
  isOtherEpoch: boolean
  /** Sent at once. */
  first: string
  /** What a frame looks like in this stream; empty for one that it does not show. */
  toText: (encoded: Encoded) => string
  /** Sent every 15 s, so that nothing on the way takes the line for dead. */
  comment: string
}

type OpenStream = {
  connection: StreamConnection
  sink: ByteSink
  options: StreamOptions
  commentAt: number
  toldAt: number
  tellAt: number
}

/** Answers over HTTP that stay open and carry what is published to their logs. */
export class Streams {
  readonly #ports: StreamsPorts
  readonly #open = new Set<OpenStream>()

  constructor(ports: StreamsPorts) {
    this.#ports = ports
  }

  /** Opens a stream; throws `too_fast` when the session has too many. */
  open(actor: KnownActor, options: StreamOptions): ReadableStream<Uint8Array> {
    this.#requireRoom(actor)
    const { hub, now, random, limits, presence } = this.#ports
    const sink = new ByteSink({
      maxUnsentBytes: LIMITS.catchUpBytes + limits.softBytes,
      onEnd: (code) => connection.close(code),
    })
    const connection: StreamConnection = new StreamConnection(hub, actor, {
      send: (encoded) => sink.write(options.toText(encoded)),
      drained: () => sink.drained(),
      close: () => {
        this.#open.delete(stream)
        presence.drop(connection)
        sink.end()
      },
    })
    const at = now()
    const tellAt = nextTelling(at, random, limits)
    const stream = { connection, sink, options, commentAt: at + limits.commentMs, toldAt: at, tellAt }
    this.#open.add(stream)
    presence.set(connection, 'online')
    sink.write(options.first)
    void this.#catchUp(stream)
    return sink.body
  }

  get size(): number {
    return this.#open.size
  }

  /** Once a second: signs of life, and what sockets are told as well. */
  round(): void {
    const { hub, now: clock, random, limits } = this.#ports
    const now = clock()
    for (const stream of this.#open) {
      if (now >= stream.commentAt) {
        stream.commentAt = now + limits.commentMs
        stream.sink.write(stream.options.comment)
      }
      if (now < stream.tellAt) continue
      tellHeads(hub, stream.connection, stream.toldAt)
      stream.toldAt = now
      stream.tellAt = nextTelling(now, random, limits)
    }
  }

  #requireRoom(actor: KnownActor): void {
    const own = [...this.#open].filter(({ connection }) => connection.actor.sessionId === actor.sessionId)
    if (own.length >= this.#ports.limits.streamsPerSession) throw new ParleyError('too_fast', { retryS: 5 })
  }

  async #catchUp({ connection, options }: OpenStream): Promise<void> {
    try {
      const heads = await catchUp(this.#ports, connection, options.cursors, options.isOtherEpoch)
      connection.send(encode({ t: 'caught-up', heads }))
    } catch (error) {
      const hasEnded = error instanceof ParleyError && error.code === 'session_ended'
      if (!hasEnded) this.#ports.log.error('stream_failed', error)
      connection.close(hasEnded ? CLOSE.sessionEnded : CLOSE.busy)
    }
  }
}
