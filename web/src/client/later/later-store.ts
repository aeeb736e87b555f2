import { type Signal, signal } from '@preact/signals'
import type { Message } from '@parley/protocol/messages.ts'
import type { Person } from '@parley/protocol/users.ts'
import { applyToLater, type Later, laterFrom } from '@parley/sdk/state/later.ts'
import type { App } from '../app/app.ts'

/** What one keeps for later, with the messages of the reminders. */
export type Kept = {
  readonly later: Later
  readonly messages: Readonly<Record<string, Message>>
  readonly people: Readonly<Record<string, Person>>
}

/** The lists as they are now, while somebody looks at them; null until they are read. */
export class LaterStore {
  readonly kept: Signal<Kept | null> = signal(null)
  readonly isBroken = signal(false)
  readonly #app: App

  constructor(app: App) {
    this.#app = app
  }

  /** Reads the lists and keeps them right; the answer ends it. */
  watch(): () => void {
    void this.read()
    return this.#app.client.onEvent((event) => {
      const kept = this.kept.peek()
      if (!kept) return
      this.kept.value = { ...kept, later: applyToLater(kept.later, event) }
      // Its message may be one that this page does not know.
      if ('reminder' in event && event.reminder && !kept.messages[event.subjectId]) void this.read()
    })
  }

  async read(): Promise<void> {
    const { client } = this.#app
    try {
      const [drafts, scheduled, reminders] = await Promise.all([
        client.query('draft.list', {}),
        client.query('scheduled.list', {}),
        client.query('reminder.list', {}),
      ])
      this.isBroken.value = false
      this.kept.value = {
        later: laterFrom(drafts, scheduled, reminders),
        messages: Object.fromEntries(reminders.messages.map((message) => [message.id, message])),
        people: Object.fromEntries(reminders.people.map((person) => [person.id, person])),
      }
    } catch {
      this.isBroken.value = this.kept.peek() === null
    }
  }
}
