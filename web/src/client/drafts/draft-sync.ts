import { ParleyError } from '@parley/protocol/errors.ts'
import { TIMES } from '@parley/protocol/limits.ts'
import type { Parley } from '@parley/sdk/client.ts'
import { placeOf } from '@parley/sdk/state/later.ts'
import { isRetryable } from '@parley/sdk/wire.ts'
import type { Drafts } from './drafts.ts'

type Parts = {
  client: Pick<Parley, 'command' | 'query' | 'onEvent' | 'onChange' | 'state'>
  drafts: Drafts
  /** Runs something later; the answer takes it back. */
  after: (ms: number, run: () => void) => () => void
}

/** What this device knows of a draft on the server. */
type Known = {
  /** The seq of one's own log up to which it knows. */
  version: number
  epoch: string
  /** Whether the server has a text there. */
  has: boolean
  /** Typed here and not sent: what the server says does not replace it. */
  isDirty: boolean
}

const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
/** A room, or a thread of it: what else is kept beside drafts stays on this device. */
const PLACE = new RegExp(`^(${ID})(?: (${ID}))?$`)

/**
 * Keeps one's drafts the same on all of one's devices. What is typed is on this device first; it is sent every two seconds
 * at most, and at once when it is cleared or one looks away. Of two devices the one that sends later wins, but never
 * what is just being typed here.
 */
export class DraftSync {
  readonly #parts: Parts
  readonly #waiting = new Map<string, () => void>()
  readonly #sending = new Set<string>()
  #cursor = 0
  #isOnline = false
  #isListed = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Begins: hears of what is typed here and elsewhere. */
  start(): void {
    const { client, drafts } = this.#parts
    drafts.onWrite = (key) => this.#typed(key)
    client.onEvent((event, log) => {
      if (log === client.state.user?.me.id) this.#cursor = event.seq
      if ('draft' in event)
        this.#told(placeOf({ roomId: event.subjectId, rootId: event.rootId }), event.draft?.body ?? '', event.seq)
    })
    client.onChange(() => this.#changed())
    this.#changed()
  }

  /** Sends what was not sent yet, as when one looks away. */
  flush(): void {
    for (const key of this.#places()) void this.#send(key)
  }

  /** After a line that was broken, or a log that was loaded anew, events may be missing. */
  #changed(): void {
    const { status, user } = this.#parts.client.state
    if (!user) return
    const wasOnline = this.#isOnline
    this.#isOnline = status === 'online'
    const hasMissed = user.cursor !== this.#cursor
    this.#cursor = user.cursor
    if (!this.#isOnline) return
    if (hasMissed || !this.#isListed) void this.#list()
    else if (!wasOnline) this.flush()
  }

  async #list(): Promise<void> {
    this.#isListed = true
    try {
      const { drafts, head } = await this.#parts.client.query('draft.list', {})
      const listed = new Set(drafts.map(placeOf))
      for (const draft of drafts) this.#told(placeOf(draft), draft.body, draft.version)
      for (const key of this.#places()) if (!listed.has(key) && this.#known(key).has) this.#told(key, '', head)
      this.flush()
    } catch {
      // The next change of the line asks again.
      this.#isListed = false
    }
  }

  #told(key: string, body: string, version: number): void {
    const { drafts } = this.#parts
    const known = this.#known(key)
    if (version < known.version) return
    this.#save(key, { ...known, version, has: body !== '' })
    if (!known.isDirty && drafts.read(key) !== body) drafts.put(key, body)
  }

  #typed(key: string): void {
    if (!PLACE.test(key)) return
    const known = this.#known(key)
    if (!known.isDirty) this.#save(key, { ...known, isDirty: true })
    if (this.#parts.drafts.read(key) === '') void this.#send(key)
    else this.#sendLater(key)
  }

  #sendLater(key: string): void {
    if (this.#waiting.has(key)) return
    const run = () => {
      this.#waiting.delete(key)
      void this.#send(key)
    }
    this.#waiting.set(key, this.#parts.after(TIMES.draftEveryMs, run))
  }

  async #send(key: string): Promise<void> {
    const { client, drafts } = this.#parts
    const known = this.#known(key)
    if (!known.isDirty || !this.#isOnline || this.#sending.has(key)) return
    this.#waiting.get(key)?.()
    this.#waiting.delete(key)
    const body = drafts.read(key)
    if (body === '' && !known.has) return this.#save(key, { ...known, isDirty: false })
    const [, roomId = '', rootId] = PLACE.exec(key) ?? []
    this.#sending.add(key)
    let isSent = false
    try {
      const { seq } = await client.command('draft.set', { roomId, body, ...(rootId === undefined ? {} : { rootId }) })
      const now = this.#known(key)
      const version = Math.max(now.version, seq)
      this.#save(key, { ...now, version, has: body !== '', isDirty: drafts.read(key) !== body })
      isSent = true
    } catch (error) {
      // What the server will not have stays on this device.
      if (error instanceof ParleyError && !isRetryable(error)) this.#save(key, { ...this.#known(key), isDirty: false })
    }
    this.#sending.delete(key)
    if (!this.#known(key).isDirty) return
    // What was sent to the room while its draft was on its way would stand on the other devices as if it were still to be said.
    if (isSent && drafts.read(key) === '') void this.#send(key)
    else this.#sendLater(key)
  }

  #places(): string[] {
    const keys = [...this.#parts.drafts.rooms()].map((key) => key.replace(/^sync /, ''))
    return [...new Set(keys)].filter((key) => PLACE.test(key))
  }

  /** It is kept with the draft, so that all tabs and the next visit know it. */
  #known(key: string): Known {
    const { client, drafts } = this.#parts
    const epoch = client.state.user?.epoch ?? ''
    const [version, of, has, isDirty] = drafts.read(`sync ${key}`).split(' ')
    if (of === undefined) return { version: 0, epoch, has: false, isDirty: drafts.read(key) !== '' }
    return { version: of === epoch ? Number(version) : 0, epoch, has: has === '1', isDirty: isDirty === '1' }
  }

  #save(key: string, { version, epoch, has, isDirty }: Known): void {
    const isNothing = !has && !isDirty && this.#parts.drafts.read(key) === ''
    this.#parts.drafts.put(`sync ${key}`, isNothing ? '' : `${version} ${epoch} ${has ? 1 : 0} ${isDirty ? 1 : 0}`)
  }
}
