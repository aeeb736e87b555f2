import type { Socket, Topics } from '../topics.ts'

/** Sockets and topics in memory that behave as Bun's do: a contract test runs the same script against both. */
export class MemoryTopics implements Topics {
  readonly #subscribers = new Map<string, Set<MemorySocket>>()

  publish(topic: string, text: string, except?: MemorySocket): void {
    for (const socket of this.#subscribers.get(topic) ?? []) if (socket !== except) socket.send(text)
  }

  count(topic: string): number {
    return this.#subscribers.get(topic)?.size ?? 0
  }

  subscribers(topic: string): Set<MemorySocket> {
    const found = this.#subscribers.get(topic) ?? new Set()
    this.#subscribers.set(topic, found)
    return found
  }
}

/** The server's end of a socket. What it sends waits in `unsent` while the other end does not read. */
export class MemorySocket implements Socket {
  readonly topics: MemoryTopics
  /** What the other end got, in order. */
  readonly received: string[] = []
  readonly unsent: string[] = []
  reads = true
  isPaused = false
  closed: { code: number; reason: string } | null = null
  pings = 0
  onReceive: (text: string) => void = () => {}
  onSend: (text: string) => void = () => {}
  onDrain: () => void = () => {}
  onClose: () => void = () => {}
  readonly #topics = new Set<string>()

  constructor(topics: MemoryTopics) {
    this.topics = topics
  }

  send(text: string): number {
    if (this.closed) return 0
    this.onSend(text)
    if (!this.reads) {
      this.unsent.push(text)
      return -1
    }
    this.#receive(text)
    return text.length
  }

  cork(work: () => void): void {
    work()
  }

  publish(topic: string, text: string): number {
    this.topics.publish(topic, text, this)
    return text.length
  }

  subscribe(topic: string): boolean {
    if (this.closed) return false
    this.#topics.add(topic)
    this.topics.subscribers(topic).add(this)
    return true
  }

  unsubscribe(topic: string): boolean {
    this.topics.subscribers(topic).delete(this)
    return this.#topics.delete(topic)
  }

  isSubscribed(topic: string): boolean {
    return this.#topics.has(topic)
  }

  get subscriptions(): string[] {
    return [...this.#topics]
  }

  getBufferedAmount(): number {
    return this.unsent.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  }

  ping(): number {
    this.pings += 1
    return 0
  }

  pause(): void {
    this.isPaused = true
  }

  resume(): void {
    this.isPaused = false
  }

  close(code = 1000, reason = ''): void {
    if (this.closed) return
    this.closed = { code, reason }
    for (const topic of this.#topics) this.topics.subscribers(topic).delete(this)
    this.#topics.clear()
    this.onClose()
  }

  terminate(): void {
    this.close(1006)
  }

  /** The other end reads again, and everything leaves. */
  drain(): void {
    this.reads = true
    const waited = this.unsent.splice(0)
    for (const text of waited) this.#receive(text)
    if (waited.length > 0) this.onDrain()
  }

  #receive(text: string): void {
    this.received.push(text)
    this.onReceive(text)
  }
}
