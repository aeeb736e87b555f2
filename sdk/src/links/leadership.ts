import type { Ports } from '../ports.ts'
import type { Tabs } from './tabs.ts'

/** A tab that leads and lives answers by then. */
export const ANSWER_MS = 1_000

/** What leading needs. */
export type LeadershipParts = {
  ports: Ports
  tabs: Tabs
  /** This tab leads from now on, or no longer. */
  begin(): void
  lose(): void
}

/** Of the tabs of a session one leads: the visible one, which takes over from one that is hidden or does not answer. */
export class Leadership {
  isLeading = false
  #isOn = false
  #end = () => {}
  #cancelAsk = () => {}
  #unwatch = () => {}
  readonly #parts: LeadershipParts

  constructor(parts: LeadershipParts) {
    this.#parts = parts
  }

  /** Leads when no other tab does. */
  start(): void {
    if (this.#isOn) return
    this.#isOn = true
    this.#unwatch = this.#parts.tabs.onVisible(() => this.#seen())
    this.#wish(false)
    this.#seen()
  }

  /** Lets another tab lead. */
  stop(): void {
    this.#isOn = false
    this.#end()
    this.#unwatch()
    this.#cancelAsk()
    this.lose()
  }

  /** Takes it from the tab that has it. */
  take(): void {
    if (this.#isOn && !this.isLeading) this.#wish(true)
  }

  /** Another tab leads now. */
  lose(): void {
    if (!this.isLeading) return
    this.isLeading = false
    this.#parts.lose()
  }

  /** A visible tab leads: it is left to it. */
  yield(): void {
    this.#cancelAsk()
  }

  #seen(): void {
    const { tabs, ports } = this.#parts
    if (this.isLeading || !tabs.isVisible()) return
    this.#cancelAsk()
    this.#cancelAsk = ports.after(ANSWER_MS, () => {
      if (tabs.isVisible()) this.take()
    })
    tabs.post({ t: 'ask' })
  }

  #wish(isForced: boolean): void {
    this.#end()
    this.#end = this.#parts.tabs.lead(
      isForced,
      () => {
        this.isLeading = true
        this.#cancelAsk()
        this.#parts.begin()
      },
      () => {
        this.lose()
        if (this.#isOn) this.#wish(false)
      },
    )
  }
}
