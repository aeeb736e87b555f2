import { quoteOf } from '@parley/protocol/answers.ts'
import type { Quote } from '@parley/protocol/messages.ts'
import type { App } from '../app/app.ts'
import type { Desk } from './desk.ts'

/** What the next message of a desk answers; it is kept with the draft. */
export class Answering {
  readonly #app: App
  readonly #desk: Desk

  constructor(app: App, desk: Desk) {
    this.#app = app
    this.#desk = desk
  }

  /** Answers this message, or none. */
  set(answering: Quote | null): void {
    const place = this.#desk.place()
    if (place === null) return
    this.#app.drafts.write(keyOf(place.key), answering?.id ?? '')
    this.#desk.write({ editing: null, answering })
  }

  /** Takes up what was kept. Only the id is: what the message says is read as it is now. */
  async restore(): Promise<void> {
    const place = this.#desk.place()
    const messageId = place === null ? '' : this.#app.drafts.read(keyOf(place.key))
    if (messageId === '' || this.#desk.writing().answering !== null) return
    const known = this.#desk.find(messageId)
    const message = known ?? (await this.#app.client.query('message.show', { messageId }).catch(() => null))?.message
    if (message && this.#desk.place()?.key === place?.key) this.#desk.write({ answering: quoteOf(message) })
  }
}

function keyOf(key: string): string {
  return `answer ${key}`
}
