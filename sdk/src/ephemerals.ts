import type { LogEvent } from '@parley/protocol/events.ts'
import type { ClientFrame, ServerFrame } from '@parley/protocol/frames.ts'
import type { Presence } from '@parley/protocol/presence.ts'
import { LIMITS, TIMES } from '@parley/protocol/limits.ts'
import type { Ports } from './ports.ts'

/** What ephemerals need. */
export type EphemeralsParts = { ports: Ports; send(frame: ClientFrame): void; changed(): void }

/** Who types where, and who is there: never stored, and gone with the connection. */
export class Ephemerals {
  #typing = new Map<string, Map<string, () => void>>()
  #presence: Readonly<Record<string, Presence>> = {}
  #lastSeen: Readonly<Record<string, string>> = {}
  #sentAt = new Map<string, number>()
  #own: 'online' | 'away' = 'online'
  #watched: readonly string[] = []
  readonly #parts: EphemeralsParts

  constructor(parts: EphemeralsParts) {
    this.#parts = parts
  }

  /** By room, the ids of those who type, the first first. */
  get typing(): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries([...this.#typing].map(([roomId, people]) => [roomId, [...people.keys()]]))
  }

  /** What was told of the people whose presence is watched. */
  get presence(): Readonly<Record<string, Presence>> {
    return this.#presence
  }

  /** When those who are offline were last here, as far as they tell. */
  get lastSeen(): Readonly<Record<string, string>> {
    return this.#lastSeen
  }

  /** One types in a room: tells the others, at most every 3 s. */
  type(roomId: string): void {
    const now = this.#parts.ports.now()
    if (now - (this.#sentAt.get(roomId) ?? -Infinity) < TIMES.typingEveryMs) return
    this.#sentAt.set(roomId, now)
    this.#parts.send({ t: 'typing', roomId })
  }

  /** Watches these people instead of the former ones; says whether somebody sits here. */
  watch(userIds: readonly string[], own: 'online' | 'away'): void {
    this.#watched = userIds.slice(0, LIMITS.watchedPeople)
    this.#own = own
    this.renew()
  }

  get watched(): readonly string[] {
    return this.#watched
  }

  get own(): 'online' | 'away' {
    return this.#own
  }

  /** Tells a new connection what the former one knew. */
  renew(): void {
    this.#parts.send({ t: 'presence', state: this.#own, watch: [...this.#watched] })
  }

  receive(frame: ServerFrame): void {
    if (frame.t === 'presence') {
      this.#presence = { ...this.#presence, ...frame.states }
      // Of whoever is named without it, it is told no longer.
      const others = Object.entries(this.#lastSeen).filter(([id]) => !(id in frame.states))
      this.#lastSeen = { ...Object.fromEntries(others), ...frame.seen }
      this.#parts.changed()
    } else if (frame.t === 'typing') this.#heard(frame.roomId, frame.userId)
  }

  /** Who has said something types no longer. */
  note(roomId: string, events: readonly LogEvent[]): void {
    for (const event of events) if (event.type === 'message.posted') this.#stop(roomId, event.message.authorId)
  }

  /** The connection is gone: nothing of this is known any more. */
  clear(): void {
    for (const people of this.#typing.values()) for (const cancel of people.values()) cancel()
    this.#typing.clear()
    this.#sentAt.clear()
    this.#presence = {}
    this.#lastSeen = {}
    this.#parts.changed()
  }

  #heard(roomId: string, userId: string): void {
    const people = this.#typing.get(roomId) ?? new Map<string, () => void>()
    this.#typing.set(roomId, people)
    people.get(userId)?.()
    people.set(
      userId,
      this.#parts.ports.after(TIMES.typingExpiresMs, () => this.#stop(roomId, userId)),
    )
    this.#parts.changed()
  }

  #stop(roomId: string, userId: string): void {
    const people = this.#typing.get(roomId)
    const cancel = people?.get(userId)
    if (!people || !cancel) return
    cancel()
    people.delete(userId)
    if (people.size === 0) this.#typing.delete(roomId)
    this.#parts.changed()
  }
}
