import { domBox } from './dom-box.ts'
import { TimelineScroll } from './scroll.ts'

/** What the timeline's driver asks and tells. */
export type DriverPorts = {
  hasOlder: () => boolean
  hasNewer: () => boolean
  loadOlder: () => void
  loadNewer: () => void
  /** One scrolled: whether the end of the timeline is followed. */
  moved: (isFollowing: boolean) => void
}

/** From the upper edge to where a message stands that one came for. */
const TARGET_OFFSET = 96

/** Keeps the scroll position of the timeline that is on screen through everything that changes its size. */
export class TimelineDriver {
  readonly #ports: DriverPorts
  #box: HTMLElement | null = null
  #scroll: TimelineScroll | null = null
  #sizes: ResizeObserver | null = null

  constructor(ports: DriverPorts) {
    this.#ports = ports
  }

  get isFollowing(): boolean {
    return this.#scroll?.isFollowing ?? true
  }

  /** Takes over the timeline that was just drawn; at its end, or at one of its rows. */
  attach(box: HTMLElement, flow: HTMLElement, rowId: string | null): void {
    this.detach()
    this.#box = box
    this.#scroll = new TimelineScroll(domBox(box, flow))
    box.addEventListener('scroll', this.#scrolled, { passive: true })
    this.#sizes = new ResizeObserver(() => this.settle())
    this.#sizes.observe(box)
    this.#sizes.observe(flow)
    if (rowId !== null && document.getElementById(rowId) !== null) this.toRow(rowId)
    else this.toEnd()
  }

  detach(): void {
    this.#box?.removeEventListener('scroll', this.#scrolled)
    this.#sizes?.disconnect()
    this.#box = this.#scroll = this.#sizes = null
  }

  /** Something changed: puts back what one was reading. */
  settle(): void {
    this.#scroll?.settle()
  }

  toEnd(): void {
    this.#scroll?.toEnd()
    this.#ports.moved(true)
  }

  toRow(rowId: string): void {
    this.#scroll?.toRow(rowId, TARGET_OFFSET)
    // Where everything below the row is in sight, one is at the end.
    this.#scroll?.moved(this.#ports.hasNewer())
    this.#ports.moved(this.isFollowing)
  }

  readonly #scrolled = (): void => {
    const scroll = this.#scroll
    if (scroll === null) return
    scroll.moved(this.#ports.hasNewer())
    this.#ports.moved(scroll.isFollowing)
    const near = scroll.near()
    if (near.older && this.#ports.hasOlder()) this.#ports.loadOlder()
    if (near.newer && this.#ports.hasNewer()) this.#ports.loadNewer()
  }
}
