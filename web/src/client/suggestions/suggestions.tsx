import { type Suggestion, SuggestionList } from '../../messages/suggestion-list.tsx'
import { suggestionTexts as texts } from '../../texts/suggestions.ts'
import type { App } from '../app/app.ts'
import { type Asked, readAsked, readShortcode } from './asked.ts'
import { findSuggestions, type Found } from './find-suggestions.ts'
import type { Suggesting } from './suggesting.tsx'

/** In a room of more people, only those who are known and those who are asked for by name. */
const MOST_MEMBERS = 300
const NOTHING: Found = { people: [], rooms: [], emoji: [] }

/** What the composer offers while one types, and what keys do to it. */
export class Suggestions {
  readonly #app: App
  readonly #suggesting: Suggesting
  #asked: Asked | null = null
  #found: Found = NOTHING
  #list: readonly Suggestion[] = []
  #chosen = 0
  /** Where somebody closed them: they stay closed for that word. */
  #closedAt: number | null = null
  /** The text in which the name of an emoji became one: who takes that back means the name. */
  #completed = ''

  constructor(app: App, suggesting: Suggesting) {
    this.#app = app
    this.#suggesting = suggesting
  }

  /** Looks at what was typed. */
  update(box: HTMLTextAreaElement): void {
    const asked = box.selectionStart === box.selectionEnd ? readAsked(box.value, box.selectionStart) : null
    if (asked === null || asked.from !== this.#closedAt) this.#closedAt = null
    if (asked === null) void this.#complete(box).catch(() => {})
    if (asked === null || this.#closedAt !== null) return this.close(box)
    const isOther = asked.sign !== this.#asked?.sign || asked.query !== this.#asked.query
    this.#asked = asked
    if (isOther) {
      this.#chosen = 0
      void this.#search(box, asked)
    }
    this.#show(box)
  }

  /** Does what a key means; false leaves it to the composer. */
  keyed(event: KeyboardEvent, box: HTMLTextAreaElement): boolean {
    if (this.#list.length === 0 || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      this.#chosen = (this.#chosen + step + this.#list.length) % this.#list.length
      this.#show(box)
    } else if (event.key === 'Enter' && this.#isWhole()) {
      this.close(box)
      return false
    } else if ((event.key === 'Enter' && !event.shiftKey) || (event.key === 'Tab' && !event.shiftKey)) {
      const chosen = this.#list[this.#chosen]
      if (chosen) this.#pick(chosen)
    } else if (event.key === 'Escape') {
      this.#closedAt = this.#asked?.from ?? null
      this.close(box)
    } else {
      if (event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End') this.close(box)
      return false
    }
    event.preventDefault()
    return true
  }

  /** The name of an emoji that is typed between two colons becomes the emoji. */
  async #complete(box: HTMLTextAreaElement): Promise<void> {
    const { value, selectionStart } = box
    const whole = readShortcode(value, selectionStart)
    if (whole === null || value === this.#completed) return
    const { emojiFor } = await import('../emoji/suggest-emoji.ts')
    const emoji = emojiFor(whole.name)
    // What was typed meanwhile stays as it is.
    if (emoji === null || box.value !== value || box.selectionStart !== selectionStart) return
    this.#completed = value
    this.#suggesting.put(whole.from, emoji)
  }

  /** A command that is typed to its end is sent, not completed. */
  #isWhole(): boolean {
    return this.#asked?.sign === '/' && this.#list[this.#chosen]?.id === this.#asked.query
  }

  close(box: HTMLTextAreaElement | null): void {
    this.#asked = null
    this.#found = NOTHING
    if (this.#list.length === 0) return
    this.#list = []
    this.#suggesting.view.value = null
    if (box) undescribe(box)
  }

  #show(box: HTMLTextAreaElement): void {
    const { user, room } = this.#app
    if (!this.#asked || !user || !room) return
    const before = this.#list.length
    this.#list = findSuggestions(this.#asked, user, room, this.#found)
    if (this.#list.length === 0) {
      this.#list = []
      this.#suggesting.view.value = null
    } else {
      const onPick = (suggestion: Suggestion) => this.#pick(suggestion)
      this.#suggesting.view.value = <SuggestionList suggestions={this.#list} chosen={this.#chosen} onPick={onPick} />
    }
    this.#describe(box)
    if (before !== this.#list.length) {
      const announcement = this.#list.length === 0 ? texts.none : texts.count(this.#list.length)
      this.#app.patch({ announcement })
    }
  }

  /** A combobox in all but its role, which a text area must not have; so the count is said as well. */
  #describe(box: HTMLTextAreaElement): void {
    if (this.#list.length === 0) return undescribe(box)
    box.setAttribute('aria-autocomplete', 'list')
    box.setAttribute('aria-controls', 'suggestions')
    box.setAttribute('aria-activedescendant', `suggestion-${this.#chosen}`)
  }

  #pick({ insert }: Suggestion): void {
    if (this.#asked) this.#suggesting.put(this.#asked.from, insert)
  }

  /** Asks the server for what this page does not know. */
  async #search(box: HTMLTextAreaElement, asked: Asked): Promise<void> {
    const { client, room } = this.#app
    if (!room || asked.sign === '/') return
    try {
      if (asked.sign === '@' && room.members === null && room.room.memberCount <= MOST_MEMBERS)
        await client.loadMembers(room.room.id)
      const search = asked.query
      const found: { -readonly [K in keyof Found]: Found[K] } = { ...NOTHING }
      if (asked.sign === '@' && search !== '') found.people = (await client.query('user.list', { search })).people
      if (asked.sign === '#')
        found.rooms = (await client.query('room.browse', search === '' ? {} : { search })).rooms.map((one) => one.room)
      if (asked.sign === ':') found.emoji = (await import('../emoji/suggest-emoji.ts')).suggestEmoji(search)
      // What comes too late answers another question.
      if (this.#asked?.sign !== asked.sign || this.#asked.query !== asked.query) return
      this.#found = found
    } catch {
      // Guests may not look for people, and without a connection nobody may: what is known is offered.
      return
    }
    this.#show(box)
  }
}

function undescribe(box: HTMLTextAreaElement): void {
  for (const name of ['aria-autocomplete', 'aria-controls', 'aria-activedescendant']) box.removeAttribute(name)
}
