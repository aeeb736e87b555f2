/** Where one stands in a timeline: at its end and staying there, or at a row that must not move. */
export type Place = { kind: 'end' } | { kind: 'row'; id: string; offset: number }

/** What the scroll position needs of the scrolled box. Lengths are CSS pixels. */
export type ScrollBox = {
  top: number
  /** Height of everything in it. */
  readonly height: number
  /** Height of what one sees of it. */
  readonly viewHeight: number
  /** The first row of which something is to be seen, and its distance from the upper edge. */
  firstSeen: () => { id: string; offset: number } | null
  /** The distance of a row from the upper edge; null when it is not there. */
  offsetOf: (id: string) => number | null
}

/** Nearer to the end than this, one follows it. */
const FOLLOW_WITHIN = 100

/** Nearer to an end of the loaded window than this, more is loaded. */
const LOAD_WITHIN = 800

/**
 * The scroll position of a timeline, kept by hand since not all browsers anchor: `moved` after the person scrolled,
 * `settle` after the content or the box changed its size.
 */
export class TimelineScroll {
  #place: Place
  readonly #box: ScrollBox

  constructor(box: ScrollBox, place: Place = { kind: 'end' }) {
    this.#box = box
    this.#place = place
  }

  /** Where one stands. */
  get place(): Place {
    return this.#place
  }

  /** Whether new messages move the timeline. */
  get isFollowing(): boolean {
    return this.#place.kind === 'end'
  }

  /** Whether the end of the content is in sight. */
  get isAtEnd(): boolean {
    return this.#belowView() <= FOLLOW_WITHIN
  }

  /** Takes note of where the person scrolled to. With newer messages not loaded, the end of the box is not the end. */
  moved(hasNewer = false): void {
    const seen = this.isAtEnd && !hasNewer ? null : this.#box.firstSeen()
    this.#place = seen === null ? { kind: 'end' } : { kind: 'row', ...seen }
  }

  /** Puts the box back where one stood. */
  settle(): void {
    if (this.#place.kind === 'end') return this.#scrollTo(this.#box.height)
    const offset = this.#box.offsetOf(this.#place.id)
    if (offset !== null && offset !== this.#place.offset) this.#scrollTo(this.#box.top + offset - this.#place.offset)
  }

  /** Goes to the end and stays there. */
  toEnd(): void {
    this.#place = { kind: 'end' }
    this.settle()
  }

  /** Goes to a row, which then stands `offset` below the upper edge. */
  toRow(id: string, offset: number): void {
    this.#place = { kind: 'row', id, offset }
    this.settle()
  }

  /** Which ends of the loaded window are near. */
  near(): { older: boolean; newer: boolean } {
    return { older: this.#box.top < LOAD_WITHIN, newer: this.#belowView() < LOAD_WITHIN }
  }

  #belowView(): number {
    return this.#box.height - this.#box.top - this.#box.viewHeight
  }

  #scrollTo(top: number): void {
    const bounded = Math.max(0, Math.min(top, this.#box.height - this.#box.viewHeight))
    if (Math.abs(bounded - this.#box.top) >= 0.5) this.#box.top = bounded
  }
}
