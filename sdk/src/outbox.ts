import type { Outcome } from '@parley/protocol/define.ts'
import { ParleyError } from '@parley/protocol/errors.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import type { OutboxCommand, OutboxEntry, OutboxStore } from './outbox-store.ts'
import type { Ports } from './ports.ts'
import type { Results } from './requests.ts'
import { errorFrom, isRetryable, isSessionOver } from './wire.ts'

/** A frame holds 256 KiB; a character takes at most three bytes of UTF-8 for each unit of its length. */
const BATCH_LENGTH = LIMITS.frameBytes / 3 - 1_000
const RETRY_MS = 1_000
const RETRY_MAX_MS = 30_000

/** What an outbox needs. */
export type OutboxPorts = {
  ports: Ports
  store: OutboxStore
  nextId(): string
  run(commands: readonly OutboxCommand[]): Promise<Results>
  /** Runs the work while this tab alone may send; resolves after the work does. */
  withLeadership(work: () => Promise<void>): Promise<void>
  /** How far the state of a room goes. */
  cursorOf(roomId: string): number
  changed(): void
}

/**
 * Carries one person's commands out, each once, those of a room in order. What failed for good stops what was said later
 * in the same place, or done to the same message, until somebody retries or discards it; anything else is sent again with
 * the same id for ever.
 */
export class Outbox {
  #entries = new Map<string, OutboxEntry>()
  #version = 0
  #busy = new Set<string>()
  #waits = new Map<string, () => void>()
  #tries = new Map<string, number>()
  #canSend = false
  #isLeader = false
  #isOpen = true
  #isLoaded = false
  #resign = () => {}
  #unwatch: () => void
  readonly #userId: string
  readonly #parts: OutboxPorts

  constructor(userId: string, parts: OutboxPorts) {
    this.#userId = userId
    this.#parts = parts
    this.#unwatch = parts.store.watch?.(() => void this.load()) ?? (() => {})
    void parts.withLeadership(() => this.#lead())
  }

  /** What waits, failed, or was just sent, in the order of writing. */
  get entries(): OutboxEntry[] {
    return [...this.#entries.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  }

  /** Reads what is stored; keeps what was sent a moment ago. */
  async load(): Promise<void> {
    const version = this.#version
    const stored = await this.#parts.store.list(this.#userId)
    if (!this.#isOpen) return
    if (version !== this.#version) return this.load()
    const sent = this.entries.filter((entry) => entry.state === 'sent')
    this.#entries = new Map([...stored, ...sent].map((entry) => [entry.key, entry]))
    this.#isLoaded = true
    this.#parts.changed()
    this.#pumpAll()
  }

  /** Stores a command, and only then shows and sends it. Rejects when it could not be stored: then nothing was said. */
  async add(roomId: string, command: OutboxCommand): Promise<OutboxEntry> {
    if (!this.#isLoaded) await this.load().catch(() => {})
    const at = new Date(this.#parts.ports.date()).toISOString()
    const rest = { at, state: 'waiting', error: null, seq: null } as const
    const entry: OutboxEntry = { key: this.#keyOf(command.input.id), userId: this.#userId, roomId, command, ...rest }
    await this.#parts.store.add(entry)
    this.#set(entry)
    this.#pump(roomId)
    return entry
  }

  /** The place after all others: a device whose clock was set back makes ids that come before those that wait. */
  #keyOf(id: string): string {
    const last = this.entries.at(-1)?.key ?? ''
    return id > last ? id : `${last}.${id}`
  }

  /** Sends again: under the same id while the outcome is unknown, under a new one after it failed for good. */
  async retry(key: string): Promise<void> {
    const entry = this.#entries.get(key)
    if (!entry) return
    if (entry.state === 'failed') {
      const change = { command: withId(entry.command, this.#parts.nextId()), state: 'waiting', error: null } as const
      await this.#parts.store.mark(key, change)
      this.#set({ ...entry, ...change })
    }
    this.#stopWaiting(entry.roomId)
    this.#pump(entry.roomId)
  }

  /** Takes a command out of the queue. One that is on its way may be carried out all the same. */
  async discard(key: string): Promise<void> {
    const entry = this.#entries.get(key)
    await this.#parts.store.remove(key)
    this.#delete(key)
    if (entry) this.#pump(entry.roomId)
  }

  /** Discards everything, as at a log-out. */
  async erase(): Promise<void> {
    await this.load()
    await Promise.all(this.entries.map((entry) => this.discard(entry.key)))
  }

  /** The connection stands and is known to be this person's, or no longer. */
  setConnected(isConnected: boolean): void {
    this.#canSend = isConnected
    for (const roomId of this.#waits.keys()) this.#stopWaiting(roomId)
    this.#pumpAll()
  }

  /** What a room's state has need not be shown as sent, and what its log has told of needs no ack. */
  settle(roomId: string, subjectIds?: ReadonlySet<string>): void {
    const cursor = this.#parts.cursorOf(roomId)
    for (const entry of this.#entries.values()) {
      if (entry.roomId !== roomId) continue
      if ((entry.seq ?? Infinity) <= cursor || subjectIds?.has(entry.command.input.id)) this.#forget(entry)
    }
  }

  /** Lets another tab lead, and does nothing more. */
  close(): void {
    this.#isOpen = this.#canSend = false
    this.#unwatch()
    this.#resign()
  }

  #lead(): Promise<void> {
    if (!this.#isOpen) return Promise.resolve()
    this.#isLeader = true
    void this.load()
    return new Promise((resolve) => (this.#resign = resolve))
  }

  #pumpAll(): void {
    for (const roomId of new Set(this.entries.map((entry) => entry.roomId))) this.#pump(roomId)
  }

  #pump(roomId: string): void {
    if (!this.#canSend || !this.#isLeader || this.#busy.has(roomId) || this.#waits.has(roomId)) return
    const batch = takeBatch(this.entries.filter((entry) => entry.roomId === roomId && entry.state !== 'sent'))
    if (batch.length === 0) return
    this.#busy.add(roomId)
    void this.#send(roomId, batch)
  }

  async #send(roomId: string, batch: readonly OutboxEntry[]): Promise<void> {
    const waitMs = await this.#runBatch(roomId, batch)
    this.#busy.delete(roomId)
    if (waitMs > 0)
      this.#waits.set(
        roomId,
        this.#parts.ports.after(waitMs, () => this.#resume(roomId)),
      )
    else this.#pump(roomId)
  }

  #resume(roomId: string): void {
    this.#stopWaiting(roomId)
    this.#pump(roomId)
  }

  #stopWaiting(roomId: string): void {
    this.#waits.get(roomId)?.()
    this.#waits.delete(roomId)
  }

  /** Answers how long to wait before the room's next batch. */
  async #runBatch(roomId: string, batch: readonly OutboxEntry[]): Promise<number> {
    const results = await this.#parts.run(batch.map((entry) => entry.command)).catch((error: unknown) => {
      return error instanceof ParleyError ? [{ error: error.toWire() }] : null
    })
    if (!results) return this.#backOff(roomId, 0)
    for (const [index, entry] of batch.entries()) {
      const result = results[index]
      if (!result) return 0
      if ('outcome' in result) await this.#sent(entry, result.outcome)
      else {
        const error = errorFrom(result.error)
        if (isSessionOver(error) || isRetryable(error)) return this.#backOff(roomId, (error.hints.retryS ?? 0) * 1000)
        await this.#failed(entry, error)
        return 0
      }
      this.#tries.delete(roomId)
    }
    return 0
  }

  #backOff(roomId: string, askedMs: number): number {
    const tries = this.#tries.get(roomId) ?? 0
    this.#tries.set(roomId, tries + 1)
    const longest = Math.min(RETRY_MAX_MS, RETRY_MS * 2 ** tries)
    return askedMs + longest / 2 + (this.#parts.ports.random() * longest) / 2
  }

  async #sent(entry: OutboxEntry, outcome: Outcome): Promise<void> {
    if (this.#isSame(entry)) this.#set({ ...entry, state: 'sent', seq: outcome.seq })
    this.settle(entry.roomId)
    await this.#removeStored(entry.key)
  }

  async #failed(entry: OutboxEntry, error: ParleyError): Promise<void> {
    if (!this.#isSame(entry)) return
    const change = { state: 'failed', error: error.toWire() } as const
    this.#set({ ...entry, ...change })
    await this.#parts.store.mark(entry.key, change).catch(() => {})
  }

  #forget(entry: OutboxEntry): void {
    this.#delete(entry.key)
    if (entry.state !== 'sent') void this.#removeStored(entry.key)
  }

  /** A store that fails here leaves a command that is sent again with the same id, which is safe. */
  async #removeStored(key: string): Promise<void> {
    await this.#parts.store.remove(key).catch(() => {})
  }

  /** It may have been discarded, or have got another id, while it was on its way. */
  #isSame(entry: OutboxEntry): boolean {
    return this.#entries.get(entry.key)?.command.input.id === entry.command.input.id
  }

  #set(entry: OutboxEntry): void {
    this.#version += 1
    this.#entries.set(entry.key, entry)
    this.#parts.changed()
  }

  #delete(key: string): void {
    this.#version += 1
    this.#entries.delete(key)
    this.#parts.changed()
  }
}

/** The first commands of a room that may go together: none of a place in which one failed before. */
function takeBatch(queue: readonly OutboxEntry[]): OutboxEntry[] {
  const batch: OutboxEntry[] = []
  const stopped = new Set<string>()
  let length = 0
  for (const entry of queue) {
    const place = placeOf(entry.command)
    if (entry.state === 'failed') stopped.add(place)
    if (stopped.has(place)) continue
    length += JSON.stringify(entry.command).length
    if (batch.length === LIMITS.commandsPerBatch || (batch.length > 0 && length > BATCH_LENGTH)) break
    batch.push(entry)
  }
  return batch
}

/** Where order counts: the timeline, one thread, or one message that is changed. */
function placeOf({ name, input }: OutboxCommand): string {
  return name === 'message.post' ? (input.rootId ?? '') : input.messageId
}

function withId(command: OutboxCommand, id: string): OutboxCommand {
  switch (command.name) {
    case 'message.post':
      return { ...command, input: { ...command.input, id } }
    case 'message.edit':
      return { ...command, input: { ...command.input, id } }
    case 'message.delete':
      return { ...command, input: { ...command.input, id } }
  }
}
