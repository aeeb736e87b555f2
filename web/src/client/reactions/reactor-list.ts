import type { LogEvent, RoomEvent } from '@parley/protocol/events.ts'
import type { QueryInput, QueryOutput } from '@parley/protocol/queries.ts'
import { type Signal, signal } from '@preact/signals'
import type { Reactor } from '../../reactions/reactors-dialog.tsx'

/** Those who react with one emoji, as far as they were read. */
export type Reactors = {
  readonly emoji: string
  /** In the order in which they reacted. */
  readonly reactors: readonly Reactor[]
  /** The `after` of the next page; null: everybody is there. */
  readonly next: number | null
  readonly state: 'loading' | 'read' | 'failed'
}

type ReactionEvent = Extract<RoomEvent, { type: 'reaction.added' | 'reaction.removed' }>
type Page = Pick<QueryOutput<'reaction.list'>, 'reactions' | 'next'>
type Ask = (input: QueryInput<'reaction.list'>) => Promise<Page>

/** Reads who reacts to a message with an emoji, a page at a time, and keeps it right as people come and go. */
export class ReactorList {
  readonly shown: Signal<Reactors>
  readonly #messageId: string
  readonly #ask: Ask
  /** Grows when another emoji is shown: pages asked for before do not fit any more. */
  #turn = 0
  /** What happened while a page was on its way: the page may be older. */
  #recent: ReactionEvent[] = []

  constructor(messageId: string, ask: Ask) {
    this.#messageId = messageId
    this.#ask = ask
    this.shown = signal(nobody(''))
  }

  /** Shows those who react with an emoji, from the first on. */
  show(emoji: string): Promise<void> {
    this.#turn += 1
    this.shown.value = nobody(emoji)
    return this.#load(emoji, undefined)
  }

  /** Reads the next page, or again the one that could not be read. */
  more(): Promise<void> {
    const { emoji, next, state } = this.shown.peek()
    return state === 'loading' ? Promise.resolve() : this.#load(emoji, next ?? undefined)
  }

  /** Takes note of what happened, after it is in the state. */
  note(event: LogEvent): void {
    if (event.type !== 'reaction.added' && event.type !== 'reaction.removed') return
    const shown = this.shown.peek()
    if (event.subjectId !== this.#messageId || event.emoji !== shown.emoji) return
    if (shown.state === 'loading') this.#recent.push(event)
    this.shown.value = applyReaction(shown, event)
  }

  async #load(emoji: string, after: number | undefined): Promise<void> {
    const turn = this.#turn
    this.#recent = []
    this.shown.value = { ...this.shown.peek(), state: 'loading' }
    try {
      const page = await this.#ask({ messageId: this.#messageId, emoji, ...(after === undefined ? {} : { after }) })
      if (turn === this.#turn) this.shown.value = this.#recent.reduce(applyReaction, withPage(this.shown.peek(), page))
    } catch {
      if (turn === this.#turn) this.shown.value = { ...this.shown.peek(), state: 'failed' }
    }
  }
}

function nobody(emoji: string): Reactors {
  return { emoji, reactors: [], next: null, state: 'loading' }
}

function withPage(known: Reactors, { reactions, next }: Page): Reactors {
  const there = new Set(reactions.map(({ userId }) => userId))
  const before = known.reactors.filter(({ userId }) => !there.has(userId))
  return { ...known, reactors: [...before, ...reactions], next, state: 'read' }
}

/** The list after somebody reacted, or thought better of it. Safe to repeat: what is newer than the event stays. */
export function applyReaction(known: Reactors, event: ReactionEvent): Reactors {
  const { actorId, seq, at, type } = event
  const own = known.reactors.find(({ userId }) => userId === actorId)
  if (actorId === null || (own && own.seq >= seq)) return known
  const others = known.reactors.filter((one) => one !== own)
  // Whoever comes now stands at the end, which a later page may bring.
  const isAtEnd = type === 'reaction.added' && known.next === null
  return { ...known, reactors: isAtEnd ? [...others, { userId: actorId, at, seq }] : others }
}
