import type { Me } from '@parley/protocol/accounts.ts'
import type { LogEvent } from '@parley/protocol/events.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import type { KnownActor } from '../../actor.ts'
import type { Ending, Reader } from '../../database/transaction.ts'
import type { Visit } from '../../http/visit.ts'
import { createLog } from '../../log.ts'
import { Hub } from '../hub.ts'
import type { LiveLimits } from '../limits.ts'
import { createLive, type Live, type LivePorts } from '../live.ts'
import type { Published } from '../published.ts'
import type { Watchable } from '../watchable.ts'
import { MemoryTopics } from './memory-topics.ts'
import { openSocket, type TestSocket } from './test-socket.ts'

/** An id for a name, the same each time, where the schema asks for one. */
export function idOf(name: string): string {
  return `00000000-0000-4000-8000-${Buffer.from(name.slice(0, 6)).toString('hex').padStart(12, '0')}`
}

/** What happens in a log of the world: something is said, or somebody comes or goes. */
export type Deed = {
  log: string
  adds?: string
  removes?: string
  endsSession?: string
  replacesSession?: string
}

type State = {
  heads: Map<string, number>
  tails: Map<string, number>
  members: Map<string, Set<string>>
  events: Map<string, LogEvent[]>
  endedSessions: Set<string>
}

/** Live delivery over logs in memory, where a test decides when a read begins and ends and when a commit is published. */
export class World {
  readonly topics = new MemoryTopics()
  readonly lines: string[] = []
  readonly log = createLog('debug', (line) => this.lines.push(line))
  readonly hub: Hub
  readonly live: Live
  readonly state: State = {
    heads: new Map(),
    tails: new Map(),
    members: new Map(),
    events: new Map(),
    endedSessions: new Set(),
  }
  now = 1_000_000
  /** The seq with which somebody was last removed from a log. */
  readonly removals = new Map<string, number>()
  readonly unpublished: Published[][] = []
  /** Reads wait twice, before their moment and before their answer, while this is set. */
  holdsReads = false
  /** Few, so that a catch-up takes several reads. */
  eventsPerRead = 3
  readonly gates: (() => void)[] = []
  readonly commandsRun: string[] = []
  /** What people chose, as the database has it, and who left. */
  readonly chosen = new Map<string, Partial<Watchable>>()
  readonly leavers: string[] = []
  readonly logsRead: string[] = []
  isReady = true

  constructor(ports: Partial<LivePorts> = {}, limits: Partial<LiveLimits> = {}) {
    this.hub = new Hub({ now: () => this.now, log: this.log })
    this.hub.attach(this.topics)
    this.live = createLive({ ...this.#ports(), limits, ...ports })
    this.hub.attach(this.topics)
  }

  /** Commits a group; it is published when the test says so. */
  commit(deeds: readonly Deed[]): void {
    const group = new Map<string, { event: LogEvent; ends: Ending }[]>()
    for (const deed of deeds) {
      const seq = (this.state.heads.get(deed.log) ?? 0) + 1
      this.state.heads.set(deed.log, seq)
      const event: LogEvent = { seq, at: '', actorId: null, subjectId: `${deed.log}#${seq}`, type: 'community.edited' }
      this.#eventsOf(deed.log).push(event)
      const members = this.membersOf(deed.log)
      if (deed.adds) members.add(deed.adds)
      if (deed.removes && members.delete(deed.removes)) this.removals.set(`${deed.removes} ${deed.log}`, seq)
      for (const ended of [deed.endsSession, deed.replacesSession]) if (ended) this.state.endedSessions.add(ended)
      const ends = {
        people: deed.removes ? [deed.removes] : [],
        sessions: deed.endsSession ? [deed.endsSession] : [],
        replaced: deed.replacesSession ? [deed.replacesSession] : [],
      }
      group.set(deed.log, [...(group.get(deed.log) ?? []), { event, ends }])
    }
    this.unpublished.push(
      [...group].map(([logId, entries]) => ({
        logId,
        logKind: 'room' as const,
        events: entries.map(({ event, ends }) => ({ event: this.#hydrate(this.state, logId, event), ends })),
        people: [],
      })),
    )
  }

  publish(): void {
    const batch = this.unpublished.shift()
    if (batch) this.hub.publish(batch)
  }

  /** Commits and publishes. */
  tells(...deeds: Deed[]): void {
    this.commit(deeds)
    while (this.unpublished.length > 0) this.publish()
  }

  /** Somebody chooses something, as his own log tells. */
  chooses(person: string, choice: Partial<Me>): void {
    const id = idOf(person)
    const seq = (this.state.heads.get(id) ?? 0) + 1
    this.state.heads.set(id, seq)
    const event = {
      seq,
      at: '',
      actorId: id,
      subjectId: id,
      type: 'profile.edited' as const,
      me: { ...aMe(id), ...choice },
    }
    const ends = { people: [], sessions: [], replaced: [] }
    this.hub.publish([{ logId: id, logKind: 'user', events: [{ event, ends }], people: [] }])
  }

  membersOf(log: string): Set<string> {
    const members = this.state.members.get(log) ?? new Set()
    this.state.members.set(log, members)
    return members
  }

  headOf(log: string): number {
    return this.state.heads.get(log) ?? 0
  }

  /** Lets everything run that can. */
  async settle(): Promise<void> {
    for (let i = 0; i < 4; i += 1) await new Promise((resolve) => setImmediate(resolve))
  }

  release(index: number): void {
    const [gate] = this.gates.splice(index % Math.max(1, this.gates.length), 1)
    gate?.()
  }

  async releaseAll(): Promise<void> {
    await this.settle()
    while (this.gates.length > 0) {
      this.release(0)
      await this.settle()
    }
  }

  visit(actor: Partial<KnownActor> & { id: string }, change: Partial<Visit> = {}): Visit {
    return {
      client: { address: '10.0.0.1', group: '10.0.0.1', isTls: false },
      actor: { role: 'member', sessionId: `session of ${actor.id}`, ...actor },
      hasEnded: false,
      hasBearer: true,
      hasCookie: false,
      visitorId: null,
      deviceToken: null,
      userAgent: 'test',
      ...change,
    }
  }

  /** Opens a socket as the server's listener would. */
  connect(actor: Partial<KnownActor> & { id: string }, change: Partial<Visit> = {}): TestSocket {
    return openSocket(this.topics, this.live, this.visit(actor, change))
  }

  #ports(): LivePorts {
    return {
      hub: this.hub,
      read: (work) => this.#read(work),
      reads: {
        refresh: async (reader, actor) => {
          if (stateOf(reader).endedSessions.has(actor.sessionId)) throw new ParleyError('session_ended')
          return actor
        },
        accessLogs: async (reader, actor, logIds) => {
          const state = stateOf(reader)
          const readable = logIds.filter((log) => log === actor.id || state.members.get(log)?.has(actor.id))
          return new Map(
            readable.map((log) => [log, { head: state.heads.get(log) ?? 0, tail: state.tails.get(log) ?? 0 }]),
          )
        },
        readLog: async (reader, log, after, limit) => {
          const state = stateOf(reader)
          this.logsRead.push(log)
          const events = (state.events.get(log) ?? [])
            .filter(({ seq }) => seq > after)
            .slice(0, Math.min(limit, this.eventsPerRead))
          return { log, events: events.map((event) => this.#hydrate(state, log, event)), people: [] }
        },
      },
      readLogs: async () => ({ epoch: 'one', logs: [], resets: [], gone: [], hasMore: false }),
      epoch: 'one',
      build: 'test',
      clock: () => this.now,
      now: () => this.now,
      random: () => 0.5,
      pause: async () => {},
      log: this.log,
      command: async (name) => {
        this.commandsRun.push(name)
        if (name.startsWith('fails')) throw new ParleyError('room_not_found')
        return { outcome: { logId: 'tides', seq: this.commandsRun.length, at: '', subjectId: name } }
      },
      query: async (name, input) => {
        if (name !== 'echo') throw new ParleyError('unknown_query')
        return input
      },
      findWatchable: async (reader, actor, ids) =>
        ids
          .filter(
            (id) =>
              actor.role !== 'guest' ||
              [...stateOf(reader).members.values()].some((people) => people.has(id) && people.has(actor.id)),
          )
          .map((id) => ({ ...CHOSEN_NOTHING, ...this.chosen.get(id), id })),
      left: ({ id }) => this.leavers.push(id),
      allowedOrigin: () => 'http://parley.test',
      isReady: () => this.isReady,
    }
  }

  /** One moment: what the work sees does not change while it runs. */
  async #read<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    if (this.holdsReads) await new Promise<void>((resolve) => this.gates.push(resolve))
    const moment = structuredClone(this.state)
    const result = await work(moment as never)
    if (this.holdsReads) await new Promise<void>((resolve) => this.gates.push(resolve))
    return result
  }

  #eventsOf(log: string): LogEvent[] {
    const events = this.state.events.get(log) ?? []
    this.state.events.set(log, events)
    return events
  }

  /** An event carries its subject's state as it is when it is read: here, how far the log was then. */
  #hydrate(state: State, log: string, event: LogEvent): LogEvent {
    return { ...event, at: `state of ${state.heads.get(log)}` }
  }
}

function aMe(id: string): Me {
  return {
    id,
    userName: id,
    displayName: id,
    role: 'member',
    statusEmoji: '',
    statusText: '',
    statusUntil: null,
    bio: '',
    timeZone: 'UTC',
    createdAt: '',
    keywords: [],
    tellsReading: true,
    availability: 'auto',
    availabilityUntil: null,
    showsLastSeen: false,
    language: 'auto',
    sendsWith: 'enter',
  }
}

const CHOSEN_NOTHING = { availability: 'auto', until: null, showsLastSeen: false, lastSeenAt: null } as const

function stateOf(reader: Reader): State {
  return reader as unknown as State
}
