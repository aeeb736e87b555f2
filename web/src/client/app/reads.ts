import { readUpTo } from '../timeline/reading.ts'
import type { App } from './app.ts'
import type * as marks from './marks.ts'

type Marks = typeof marks

/** What one reads and what one leaves unread: cursors go forward with what is seen, marks with the next visit. */
export class Reads {
  readonly #app: App
  #marks: Marks | null = null

  constructor(app: App) {
    this.#app = app
  }

  /** Does what one seldom does: it is loaded when it is first done. */
  readonly later = (act: (marks: Marks) => void): void =>
    void import('./marks.ts').then((loaded) => act((this.#marks = loaded)))

  /** What was about to be read is read now, for the page goes. */
  finish(): void {
    this.#marks?.finishAll(this.#app)
  }

  /** What is in sight is read, if somebody looks at it. */
  see(): void {
    const { room } = this.#app
    const last = room?.window?.messages.at(-1)
    if (!room?.membership || last === undefined) return
    const isLooking = document.visibilityState === 'visible' && document.hasFocus()
    const isAtPresent = this.#app.ui.value.isFollowing && !room.window?.hasNewer
    const seq = readUpTo({ isLooking, isAtPresent, lastSeq: last.seq, readSeq: room.membership.readSeq })
    if (seq !== null) this.#app.client.advanceCursor(room.room.id, seq)
    if (isLooking && isAtPresent) this.#takeMark()
  }

  /** A mark is taken away by the next visit, and not by the one in which it was made. */
  #takeMark(): void {
    const { roomId, markAtOpening } = this.#app.ui.peek()
    const isSame = this.#app.room?.membership?.markedSeq === markAtOpening
    if (roomId === null || markAtOpening === 0 || !isSame) return
    this.#app.patch({ markAtOpening: 0 })
    this.later(({ unmark }) => unmark(this.#app, roomId))
  }

  /** One looks away: what comes now is new when one looks back. */
  lookedAway(): void {
    const { room } = this.#app
    const last = room?.window?.messages.at(-1)
    const readSeq = room?.membership?.readSeq
    if (readSeq !== undefined && last !== undefined && last.seq <= readSeq) this.#app.patch({ readAtOpening: readSeq })
  }
}
