import { LIMITS } from '@parley/protocol/limits.ts'
import type { Parley } from '@parley/sdk/client.ts'
import { signal } from '@preact/signals'
import { searchPath } from '../../search/search-path.ts'
import type { FoundPage } from '../../search/search-view.tsx'

/** After the last key, so long nothing is asked. */
const PAUSE_MS = 120
/** What is longer is cut before it is sent: it could not stand in an address. */
const LONGEST = 1_000
/** A page may be empty though there is more: so often the next one is asked for by itself. */
const EMPTY_PAGES = 25

type Shown = { readonly page: FoundPage | null; readonly isBusy: boolean; readonly hasFailed: boolean }

/** A search that follows what is typed; an answer that comes after a later question is not shown. */
export class LiveSearch {
  readonly text = signal('')
  readonly shown = signal<Shown>({ page: null, isBusy: false, hasFailed: false })
  readonly #client: Pick<Parley, 'query'>
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked = 0

  constructor(client: Pick<Parley, 'query'>) {
    this.#client = client
  }

  /** Shows what the page came with, or what was found for this text before; else asks for it. */
  open(text: string, page: FoundPage | null): void {
    this.text.value = text
    if (page !== null) this.shown.value = { page, isBusy: false, hasFailed: false }
    else if (text.trim() === '' || this.shown.peek().page?.text !== text) void this.ask(text)
  }

  /** Somebody types: the address follows, and the answer a moment later. */
  typed(text: string): void {
    this.text.value = text
    history.replaceState(history.state, '', searchPath(text))
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.ask(text), PAUSE_MS)
  }

  async ask(text: string): Promise<void> {
    clearTimeout(this.#timer)
    const asked = (this.#asked += 1)
    const { page } = this.shown.peek()
    if (text.trim() === '') {
      this.shown.value = { page: null, isBusy: false, hasFailed: false }
      return
    }
    this.shown.value = { page, isBusy: true, hasFailed: false }
    const found = await this.#find(text)
    if (asked !== this.#asked) return
    this.shown.value = { page: found ?? page, isBusy: false, hasFailed: found === null }
  }

  /** Adds the next older page; what was found stays where it is. */
  async askOlder(): Promise<void> {
    const { page, isBusy } = this.shown.peek()
    if (page?.next === undefined || page.next === null || isBusy) return
    const asked = (this.#asked += 1)
    this.shown.value = { page, isBusy: true, hasFailed: false }
    const older = await this.#find(page.text, page.next)
    if (asked !== this.#asked) return
    this.shown.value = {
      page: older === null ? page : joined(page, older),
      isBusy: false,
      hasFailed: older === null,
    }
  }

  /** The next page that has something. */
  async #find(text: string, before?: string): Promise<FoundPage | null> {
    const asked = this.#asked
    let page = await this.#findOne(text, before)
    for (let pages = 0; pages < EMPTY_PAGES && asked === this.#asked; pages += 1) {
      if (page === null || page.hits.length > 0 || page.next === null) break
      page = await this.#findOne(text, page.next)
    }
    return page
  }

  async #findOne(text: string, before?: string): Promise<FoundPage | null> {
    const cut = text.slice(0, LONGEST)
    const asked = { text: cut.isWellFormed() ? cut : cut.toWellFormed(), limit: LIMITS.searchPage }
    const page = this.#client.query('message.search', before === undefined ? asked : { ...asked, before })
    return page.then(
      (found) => ({ ...found, text }),
      () => null,
    )
  }
}

function joined(page: FoundPage, older: FoundPage): FoundPage {
  return {
    ...older,
    hits: [...page.hits, ...older.hits],
    rooms: unique([...page.rooms, ...older.rooms]),
    people: unique([...page.people, ...older.people]),
    similar: [...new Set([...page.similar, ...older.similar])],
  }
}

function unique<T extends { id: string }>(all: readonly T[]): T[] {
  return [...new Map(all.map((one) => [one.id, one])).values()]
}
