import type { TabMessage, Tabs } from '../src/links/tabs.ts'
import type { VirtualClock } from './virtual-clock.ts'

type Wish = { tab: FakeTab; begin: () => void; lost: () => void }

/** One tab as its browser sees it. */
export class FakeTab implements Tabs {
  heard: ((message: TabMessage) => void) | null = null
  seen: (() => void) | null = null
  #isVisible = true
  #held: (() => void)[] | null = null
  readonly #browser: FakeBrowser

  constructor(browser: FakeBrowser) {
    this.#browser = browser
  }

  post(message: TabMessage): void {
    this.#browser.post(this, structuredClone(message))
  }

  listen(heard: (message: TabMessage) => void): () => void {
    this.heard = heard
    return () => (this.heard = null)
  }

  lead(isForced: boolean, begin: () => void, lost: () => void): () => void {
    return this.#browser.lock({ tab: this, begin, lost }, isForced)
  }

  isVisible(): boolean {
    return this.#isVisible
  }

  onVisible(seen: () => void): () => void {
    this.seen = seen
    return () => (this.seen = null)
  }

  get isLeading(): boolean {
    return this.#browser.leader === this
  }

  show(isVisible: boolean): void {
    this.#isVisible = isVisible
    if (isVisible) this.seen?.()
  }

  /** Asleep it hears nothing and says nothing until it wakes, when everything comes at once. */
  sleep(): void {
    this.#held ??= []
  }

  wake(): void {
    const held = this.#held ?? []
    this.#held = null
    for (const run of held) run()
  }

  /** Runs what this tab is to hear, now or when it is awake. */
  run(work: () => void): void {
    if (this.#held) this.#held.push(work)
    else work()
  }
}

/** The channel and the lock that the tabs of one browser share. */
export class FakeBrowser {
  #tabs: FakeTab[] = []
  #queue: Wish[] = []
  #holder: Wish | null = null
  readonly #clock: VirtualClock

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  get leader(): FakeTab | null {
    return this.#holder?.tab ?? null
  }

  tab(): FakeTab {
    const tab = new FakeTab(this)
    this.#tabs.push(tab)
    return tab
  }

  post(from: FakeTab, message: TabMessage): void {
    for (const tab of this.#tabs)
      if (tab !== from) this.#clock.after(1, () => tab.run(() => tab.heard?.(structuredClone(message))))
  }

  lock(wish: Wish, isForced: boolean): () => void {
    if (isForced) {
      const stolen = this.#holder
      this.#holder = wish
      this.#clock.after(1, () => {
        if (stolen) stolen.tab.run(() => stolen.lost())
        if (this.#holder === wish) wish.tab.run(() => wish.begin())
      })
    } else {
      this.#queue.push(wish)
      this.#clock.after(1, () => this.#grant())
    }
    return () => {
      wish.begin = wish.lost = () => {}
      this.#queue = this.#queue.filter((other) => other !== wish)
      if (this.#holder !== wish) return
      this.#holder = null
      this.#clock.after(1, () => this.#grant())
    }
  }

  #grant(): void {
    if (this.#holder) return
    this.#holder = this.#queue.shift() ?? null
    const wish = this.#holder
    wish?.tab.run(() => wish.begin())
  }
}
