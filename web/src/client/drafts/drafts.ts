/** Where drafts are kept: localStorage, whose writes are done when the key press is. */
export type TextStore = {
  getItem: (key: string) => string | null
  setItem: (key: string, text: string) => void
  removeItem: (key: string) => void
  key: (index: number) => string | null
  readonly length: number
}

const PREFIX = 'parley-draft'

/** What somebody typed in each room and did not send. */
export class Drafts {
  readonly #store: TextStore
  readonly #prefix: string
  /** What could not be stored is kept as long as the page. */
  readonly #unstored = new Map<string, string>()

  constructor(store: TextStore, userId: string) {
    this.#store = store
    this.#prefix = `${PREFIX} ${userId} `
  }

  /** What was typed in a room; empty when nothing was. */
  read(roomId: string): string {
    return this.#unstored.get(roomId) ?? this.#store.getItem(this.#prefix + roomId) ?? ''
  }

  /** Hears of what is typed here. */
  onWrite: (key: string) => void = () => {}
  /** Hear of what was typed on another device. */
  readonly watchers = new Set<(key: string, text: string) => void>()

  /** Keeps what is typed in a room; only white space is nothing. */
  write(roomId: string, text: string): void {
    this.#keep(roomId, text)
    this.onWrite(roomId)
  }

  /** Keeps what another device told. */
  put(roomId: string, text: string): void {
    this.#keep(roomId, text)
    for (const watch of this.watchers) watch(roomId, text)
  }

  #keep(roomId: string, text: string): void {
    this.#unstored.delete(roomId)
    if (text.trim() === '') return this.#store.removeItem(this.#prefix + roomId)
    try {
      this.#store.setItem(this.#prefix + roomId, text)
    } catch {
      this.#unstored.set(roomId, text)
    }
  }

  /** The rooms in which something was typed. */
  rooms(): Set<string> {
    const ids = this.#keys().map((key) => key.slice(this.#prefix.length))
    return new Set([...ids, ...this.#unstored.keys()])
  }

  /** Forgets everything, as at the end of the session. */
  erase(): void {
    this.#unstored.clear()
    for (const key of this.#keys()) this.#store.removeItem(key)
  }

  #keys(): string[] {
    return Array.from({ length: this.#store.length }, (_, i) => this.#store.key(i) ?? '').filter((key) =>
      key.startsWith(this.#prefix),
    )
  }
}
