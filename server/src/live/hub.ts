import { CLOSE } from '@parley/protocol/limits.ts'
import type { Log } from '../log.ts'
import type { Connection } from './connection.ts'
import { Connections } from './connections.ts'
import { encode, type Encoded, encodeEvents } from './frames.ts'
import { Groups } from './groups.ts'
import type { Publish, Published } from './published.ts'
import { RecentHeads } from './recent-heads.ts'
import type { Topics } from './topics.ts'

/** What was published to some logs while somebody read them, so that he misses nothing between reading and following. */
export type Hold = { of: (logId: string) => readonly Published[]; release: () => void }

/** Where a connection that followed some logs before, and does not now, has to go on. */
export type Missed = { cursors: () => Record<string, number>; release: () => void }

type Watcher = (published: Published) => void

const SILENT: Topics = { publish: () => {}, count: () => 0 }

/** Hands committed events to whoever follows their logs: sockets by topics, other connections one by one. */
export class Hub {
  readonly connections = new Connections()
  readonly recent: RecentHeads
  readonly #log: Log
  readonly #listeners = new Groups<Connection>()
  readonly #watchers = new Set<Watcher>()
  #topics = SILENT
  #onEnded: (userIds: readonly string[]) => void = () => {}

  constructor(ports: { now: () => number; log: Log }) {
    this.recent = new RecentHeads(ports.now)
    this.#log = ports.log
  }

  /** The server that has the topics exists only after those who publish. */
  attach(topics: Topics): void {
    this.#topics = topics
  }

  /** Calls back with the people who lost a log. */
  onEnded(callback: (userIds: readonly string[]) => void): void {
    this.#onEnded = callback
  }

  /**
   * Sends a committed group's events on. It never throws, for the lane's acks come after it: whoever misses a frame
   * because of an error in here learns it from the next `heads`.
   */
  readonly publish: Publish = (batch) => {
    for (const published of batch) this.#guard(() => this.#publishLog(published))
    for (const { events } of batch) {
      for (const { ends } of events) {
        for (const id of ends.sessions) this.#guard(() => this.endSession(id))
        for (const id of ends.replaced) this.#guard(() => this.#replaceSession(id))
      }
    }
  }

  /** What is kept for connections: nothing, once all of them are gone and nobody reads a log. */
  held(): Record<string, number> {
    return { connections: this.connections.size, listeners: this.#listeners.size, holds: this.#watchers.size }
  }

  /** Closes all connections of a session. */
  endSession(sessionId: string): void {
    for (const connection of this.connections.ofSession(sessionId)) connection.close(CLOSE.sessionEnded)
  }

  /** Whoever has the new session's cookie comes back with it; its answer may be on its way for a moment yet. */
  #replaceSession(sessionId: string): void {
    for (const connection of this.connections.ofSession(sessionId)) connection.close(CLOSE.replaced, 'retry=1')
  }

  /** Begins to remember what is published to these logs. */
  hold(logs: ReadonlyMap<string, unknown>): Hold {
    const batches: Published[] = []
    const release = this.#watch((published) => {
      if (logs.has(published.logId)) batches.push(published)
    })
    return { of: (logId) => batches.filter((published) => published.logId === logId), release }
  }

  /** Begins to remember, of each of these logs that moves, the last seq before it did. */
  miss(logIds: readonly string[]): Missed {
    const logs = new Set(logIds)
    const cursors: Record<string, number> = {}
    const release = this.#watch(({ logId, events }) => {
      const [first] = events
      if (first && logs.has(logId)) cursors[logId] ??= first.event.seq - 1
    })
    return { cursors: () => cursors, release }
  }

  /** Calls back with what is published, log by log. */
  onPublished(callback: Watcher): void {
    this.#watchers.add(callback)
  }

  #watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  /** Sends a frame to all who follow a log: `events`, and what is not stored. */
  send(logId: string, encoded: Encoded): void {
    this.#topics.publish(logId, encoded.text)
    this.sendToListeners(logId, encoded)
  }

  sendToListeners(logId: string, encoded: Encoded): void {
    for (const listener of this.#listeners.of(logId)) listener.send(encoded)
  }

  /** For connections that have no topics. */
  listen(logId: string, listener: Connection): void {
    this.#listeners.add(logId, listener)
  }

  unlisten(logId: string, listener: Connection): void {
    this.#listeners.delete(logId, listener)
  }

  #publishLog(published: Published): void {
    const last = published.events.at(-1)
    if (!last) return
    this.recent.note(published.logId, last.event.seq)
    for (const watcher of this.#watchers) watcher(published)
    // The events carry their subjects' state at the end of the group, and what of that came after a person was removed is
    // not for him. So nothing of the group reaches a person whom an earlier event of it removed.
    this.#end(
      published.logId,
      published.events.slice(0, -1).flatMap(({ ends }) => ends.people),
    )
    this.#sendEvents(published)
    this.#end(published.logId, last.ends.people)
  }

  #sendEvents({ logId, events, people }: Published): void {
    if (this.#topics.count(logId) === 0 && !this.#listeners.has(logId)) return
    this.send(
      logId,
      encodeEvents(
        logId,
        events.map(({ event }) => event),
        people,
      ),
    )
  }

  #end(logId: string, userIds: readonly string[]): void {
    if (userIds.length === 0) return
    const gone = encode({ t: 'gone', log: logId })
    for (const connection of userIds.flatMap((id) => this.connections.ofUser(id))) {
      if (connection.unfollow(logId)) connection.send(gone)
    }
    this.#onEnded(userIds)
  }

  #guard(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#log.error('publish_failed', error)
    }
  }
}
