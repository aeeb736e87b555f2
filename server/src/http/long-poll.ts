import { ParleyError } from '@parley/protocol/errors.ts'
import { logRead } from '@parley/protocol/logs.ts'
import type { QueryOutput } from '@parley/protocol/queries.ts'
import type { Actor, KnownActor } from '../actor.ts'
import type { Hub } from '../live/hub.ts'
import type { LiveLimits } from '../live/limits.ts'
import type { Presence } from '../live/presence.ts'
import { StreamConnection } from '../live/stream-connection.ts'
import type { Visit } from './visit.ts'

export type LongPollPorts = {
  hub: Hub
  now: () => number
  limits: LiveLimits
  presence: Presence
  /** Answers `log.read` at once; parses its input. */
  readLogs: (input: unknown, actor: Actor) => Promise<QueryOutput<'log.read'>>
}

type Poll = { connection: StreamConnection; until: number }

/** `GET /api/log.read?waitS=…`: answers when something happened in one of the logs, or when the time is up. */
export class LongPolls {
  readonly #ports: LongPollPorts
  readonly #polls = new Set<Poll>()

  constructor(ports: LongPollPorts) {
    this.#ports = ports
  }

  /** Follows the logs before it reads them, so that nothing happens in between. */
  async answer(input: unknown, visit: Visit, signal: AbortSignal): Promise<QueryOutput<'log.read'>> {
    const { actor } = visit
    const parsed = logRead.input.safeParse(input)
    if (actor.id === null || !parsed.success) return this.#ports.readLogs(input, actor)
    this.#requireRoom(actor)
    const { promise, resolve } = Promise.withResolvers<void>()
    const poll = this.#begin(actor, Object.keys(parsed.data.cursors), (parsed.data.waitS ?? 0) * 1_000, resolve)
    signal.addEventListener('abort', () => resolve(), { once: true })
    try {
      const answer = await this.#ports.readLogs(input, actor)
      if (!isEmpty(answer)) return answer
      await promise
      return await this.#ports.readLogs(input, actor)
    } finally {
      this.#polls.delete(poll)
      poll.connection.close(0)
    }
  }

  get size(): number {
    return this.#polls.size
  }

  /** Once a second: whose time is up is answered. */
  round(): void {
    const now = this.#ports.now()
    for (const poll of this.#polls) if (now >= poll.until) poll.connection.close(0)
  }

  #begin(actor: KnownActor, logIds: readonly string[], waitMs: number, wake: () => void): Poll {
    const connection: StreamConnection = new StreamConnection(this.#ports.hub, actor, {
      send: ({ frame }) => {
        if (frame.t === 'events' || frame.t === 'gone') wake()
      },
      drained: () => Promise.resolve(),
      close: () => {
        this.#ports.presence.drop(connection)
        wake()
      },
    })
    this.#ports.presence.set(connection, 'online')
    for (const logId of logIds) connection.follow(logId)
    const poll = { connection, until: this.#ports.now() + waitMs }
    this.#polls.add(poll)
    return poll
  }

  #requireRoom(actor: KnownActor): void {
    const own = [...this.#polls].filter(({ connection }) => connection.actor.sessionId === actor.sessionId)
    if (own.length >= this.#ports.limits.streamsPerSession) throw new ParleyError('too_fast', { retryS: 5 })
  }
}

function isEmpty({ logs, resets, gone }: QueryOutput<'log.read'>): boolean {
  return logs.length === 0 && resets.length === 0 && gone.length === 0
}
