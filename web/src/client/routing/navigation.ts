import type { App } from '../app/app.ts'
import { whenDrawn } from '../app/when-drawn.ts'
import { readRoute } from './routes.ts'

/** Goes from room to room without loading a page: links, Back and Forward. */
export class Navigation {
  readonly #app: App

  constructor(app: App) {
    this.#app = app
  }

  listen(): void {
    document.addEventListener('click', (event) => this.#clicked(event))
    window.addEventListener('popstate', () => void this.#shown(new URL(location.href)))
  }

  /** Goes to a path, within the page where that can be. */
  readonly goTo = async (path: string): Promise<void> => {
    const url = new URL(path, location.href)
    if (url.origin !== location.origin || readRoute(url) === null) return location.assign(url)
    if (url.href !== location.href) history.pushState({ isInside: true }, '', url)
    await this.#shown(url)
  }

  async #shown(url: URL): Promise<void> {
    const before = this.#app.ui.peek().route
    if (!(await this.#app.show(url))) return location.reload()
    const { route } = this.#app.ui.peek()
    const wasIn = before.page === 'room' ? before.threadId : null
    const isIn = route.page === 'room' ? route.threadId : null
    // A thread takes the focus by itself; who leaves it is back at its root.
    if (isIn !== null) return
    const root = wasIn === null ? null : document.getElementById(`message-${wasIn}`)
    if (wasIn !== null && root?.matches('article')) this.#focusMessage(wasIn)
    else this.focus()
  }

  /**
   * The focus goes to the message that one came for, else to where one writes; on touch that would bring up the keyboard.
   * With `from`, only if it is still there: whoever has gone on meanwhile is not called back.
   */
  readonly focus = (from?: Element): void => {
    const { targetId } = this.#app.ui.peek()
    if (targetId !== null) return this.#focusMessage(targetId, from)
    if (matchMedia('(pointer: coarse)').matches) return
    requestAnimationFrame(() => {
      if (from && document.activeElement !== from) return
      const place =
        document.querySelector<HTMLElement>('.composer textarea, #search-text') ?? document.getElementById('content')
      place?.focus()
    })
  }

  #focusMessage(id: string, from?: Element): void {
    this.#app.patch({ focusedId: id })
    whenDrawn(`message-${id}`, (row) => {
      if (this.#app.ui.peek().focusedId !== id || (from && document.activeElement !== from)) return
      row.focus({ preventScroll: true })
    })
  }

  #clicked(event: MouseEvent): void {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || link.target !== '' || link.hasAttribute('download')) return
    const url = new URL(link.href, location.href)
    const route = url.origin === location.origin ? readRoute(url) : null
    if (route === null || isWithin(url)) return
    // The page of all rooms is more than the list that a phone goes back to.
    if (route.page === 'list' && !link.classList.contains('back')) return
    event.preventDefault()
    void this.goTo(url.href)
  }
}

/** A skip link: the browser scrolls and focuses by itself. */
function isWithin(url: URL): boolean {
  return url.hash !== '' && url.pathname === location.pathname && url.search === location.search
}
