import { ParleyError } from '@parley/protocol/errors.ts'
import { signal, type Signal } from '@preact/signals'
import type { Threads } from '@parley/sdk/threads.ts'
import { placeOf } from '@parley/sdk/state/later.ts'
import { isThreadUnread, type OpenThread } from '@parley/sdk/state/thread.ts'
import type { MessageActions } from '../../messages/message-tools.tsx'
import { roomPath } from '../../rooms/room-title.ts'
import type { App } from '../app/app.ts'
import type { Desk, Writing } from '../composer/desk.ts'
import { Writer } from '../composer/writer.ts'
import { TimelineDriver } from '../timeline/driver.ts'
import { readUpTo } from '../timeline/reading.ts'

/** What only this page knows of the thread that is open. */
export type ThreadUi = Writing & {
  readonly alsoInRoom: boolean
  readonly focusedId: string | null
  readonly targetId: string | null
  /** The seq up to which one had read when the thread was opened; null: there is nothing to divide. */
  readonly newAfter: number | null
  /** Whether the end of the thread is in sight and followed. */
  readonly isFollowing: boolean
}

type GoTo = (path: string) => Promise<void>

/** The thread beside a room: where one reads and writes in it. */
export class ThreadDesk {
  readonly ui: Signal<ThreadUi> = signal(QUIET_THREAD)
  readonly driver: TimelineDriver
  readonly writer: Writer
  readonly actions: MessageActions
  readonly #app: App
  readonly #goTo: GoTo
  #threads: Threads | null = null
  #isOpening = true
  #opened = ''

  constructor(app: App, goTo: GoTo, messages: MessageActions) {
    this.#app = app
    this.#goTo = goTo
    this.writer = new Writer(app, this.#desk(), goTo)
    this.driver = new TimelineDriver({
      hasOlder: () => this.thread?.window?.hasOlder ?? false,
      hasNewer: () => this.thread?.window?.hasNewer ?? false,
      loadOlder: () => this.older(),
      loadNewer: () => void this.#threads?.newer().catch(() => false),
      moved: (isFollowing) => this.#moved(isFollowing),
    })
    this.actions = {
      ...messages,
      onReply: (message) => this.writer.reply(message),
      onEdit: (message) => this.writer.edit(message),
      onMore: (message) => app.patch({ dialog: { kind: 'message', message, isBeside: true } }),
      onThread: undefined,
    }
  }

  /** The thread that is open beside the room. */
  get thread(): OpenThread | null {
    return this.#app.room?.thread ?? null
  }

  patch(change: Partial<ThreadUi>): void {
    this.ui.value = { ...this.ui.value, ...change }
  }

  /** Opens a thread: at a message that was asked for, at the first that is new, or at its end. */
  async show(rootId: string, around: number | null): Promise<void> {
    const { roomId } = this.#app.ui.peek()
    if (roomId === null) return
    const asked = `${rootId} ${around}`
    this.#opened = asked
    this.#isOpening = true
    const entry = this.#app.user?.threads[rootId]
    const newAfter = entry && isThreadUnread(entry) ? entry.readSeq : null
    this.ui.value = { ...QUIET_THREAD, newAfter, isFollowing: newAfter === null }
    try {
      this.#threads ??= await this.#app.client.threads()
      await this.#threads.open(roomId, rootId, around ?? (newAfter === null ? undefined : newAfter + 1))
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error
      return this.close()
    }
    if (this.#opened === asked) this.#placed(around)
  }

  /** Goes back to the room. */
  async close(): Promise<void> {
    const room = this.#app.room?.room
    if (room !== undefined) await this.#goTo(roomPath(room))
  }

  /** Nobody looks at it any more. */
  leave(): void {
    this.#opened = ''
    this.#threads?.close()
  }

  /** The row at which the thread opens; null: its end. */
  get openingRow(): string | null {
    const { targetId, newAfter } = this.ui.peek()
    if (targetId !== null) return `reply-${targetId}`
    const first = newAfter === null ? undefined : this.thread?.window?.messages.find(({ seq }) => seq > newAfter)
    return first === undefined ? null : `reply-${first.id}`
  }

  readonly older = (): void => void this.#threads?.older().catch(() => false)

  readonly toPresent = async (): Promise<void> => {
    this.patch({ newAfter: null, targetId: null })
    const { thread } = this
    const { roomId } = this.#app.ui.peek()
    if (thread?.window?.hasNewer && roomId !== null) await this.#threads?.open(roomId, thread.rootId).catch(() => {})
    requestAnimationFrame(() => this.driver.toEnd())
  }

  /** What is in sight is read, if somebody looks at it. */
  markRead(): void {
    const { thread } = this
    const last = thread?.window?.messages.at(-1)
    const entry = thread && this.#app.user?.threads[thread.rootId]
    if (this.#isOpening || !thread || !entry || last === undefined) return
    const seq = readUpTo({
      isLooking: document.visibilityState === 'visible' && document.hasFocus(),
      isAtPresent: this.ui.peek().isFollowing && !thread.window?.hasNewer,
      lastSeq: last.seq,
      readSeq: entry.readSeq,
    })
    if (seq !== null) this.#threads?.advance(thread.rootId, seq)
  }

  #placed(around: number | null): void {
    const { thread } = this
    const messages = [...(thread?.root ? [thread.root] : []), ...(thread?.window?.messages ?? [])]
    const targetId = around === null ? null : (messages.find(({ seq }) => seq >= around)?.id ?? null)
    const entry = thread && this.#app.user?.threads[thread.rootId]
    const newAfter = entry && isThreadUnread(entry) ? entry.readSeq : null
    this.patch({ targetId, focusedId: targetId, newAfter })
    requestAnimationFrame(() => {
      this.#isOpening = false
      const row = this.openingRow
      if (row === null) this.driver.toEnd()
      else this.driver.toRow(row)
      if (targetId !== null) document.getElementById(`reply-${targetId}`)?.focus({ preventScroll: true })
      else if (!matchMedia('(pointer: coarse)').matches) this.writer.focus()
    })
  }

  #moved(isFollowing: boolean): void {
    if (isFollowing !== this.ui.peek().isFollowing) this.patch({ isFollowing })
    this.markRead()
  }

  #desk(): Desk {
    const messages = () => this.thread?.window?.messages ?? []
    const desk: Desk = {
      place: () => {
        const { roomId } = this.#app.ui.peek()
        const rootId = this.thread?.rootId
        return roomId === null || rootId === undefined ? null : { key: placeOf({ roomId, rootId }), roomId }
      },
      writing: () => this.ui.peek(),
      write: (change) => this.patch(change),
      thread: () => {
        const rootId = this.thread?.rootId
        if (rootId === undefined) return {}
        return { rootId, ...(this.ui.peek().alsoInRoom ? { alsoInRoom: true } : {}) }
      },
      done: () => this.patch({ alsoInRoom: false }),
      say: async (body, replyTo) => {
        const { roomId } = this.#app.ui.peek()
        const thread = desk.thread()
        if (roomId === null || thread.rootId === undefined) return
        await this.#app.client.post(roomId, body, { ...thread, ...(replyTo === null ? {} : { replyTo }) })
        desk.done()
        await this.toPresent()
      },
      find: (messageId) => messages().find(({ id }) => id === messageId) ?? null,
      lastOwn: () =>
        messages().findLast(({ authorId, deletedAt }) => authorId === this.#app.user?.me.id && deletedAt === null),
    }
    return desk
  }
}

/** What is so of a thread at first. */
export const QUIET_THREAD: ThreadUi = {
  editing: null,
  answering: null,
  problem: null,
  alsoInRoom: false,
  focusedId: null,
  targetId: null,
  newAfter: null,
  isFollowing: true,
}
