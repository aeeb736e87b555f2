import type { ClientFrame, ServerFrame } from '@parley/protocol/frames.ts'
import { LIMITS, TIMES } from '@parley/protocol/limits.ts'
import type { Cursors } from '@parley/protocol/logs.ts'
import { type Kind, type Link, type LinkParts, type OpenLink, resetsOf } from './link.ts'

/** A connection that was not welcomed by then is tried again when somebody asks. */
const WELCOME_MS = 8_000
/** Heartbeats that a tab may leave unanswered: a tab that crashed says nothing, one that is slow says it late. */
const UNANSWERED_MAX = 2

/** Tells links, all of them the same. */
export type LinkVoice = {
  frame(links: readonly string[], frame: ServerFrame): void
  down(links: readonly string[], code: number, reason: string): void
  /** The server has welcomed the connection. */
  up(): void
}

/** One tab's share of the connection. `cursors`: how far each of its logs was told. */
type Share = {
  epoch: string | undefined
  cursors: Map<string, number>
  presence: Presence | null
  unanswered: number
}
type Presence = Extract<ClientFrame, { t: 'presence' }>
type Request = Extract<ClientFrame, { ref: number }>
type Answer = Extract<ServerFrame, { ref: number }>

/** One connection that speaks for several tabs: each gets what it would hear on one of its own. */
export class SharedLink {
  #link: Link | null = null
  #welcome: Extract<ServerFrame, { t: 'welcome' }> | null = null
  #shares = new Map<string, Share>()
  /** Grows with each connection: a former one has nothing to say any more. */
  #turn = 0
  #heardAt = 0
  #lastRef = 0
  #asked = new Map<number, { link: string; ref: number }>()
  readonly #kind: Kind
  readonly #open: OpenLink
  readonly #voice: LinkVoice
  readonly #parts: LinkParts

  constructor(kind: Kind, open: OpenLink, parts: Pick<LinkParts, 'ports' | 'http'>, voice: LinkVoice) {
    this.#kind = kind
    this.#open = open
    this.#voice = voice
    this.#parts = { ...parts, cursors: () => this.#cursors(), epoch: () => this.#epoch() }
  }

  has(link: string): boolean {
    return this.#shares.has(link)
  }

  /** A tab connects. */
  join(link: string, cursors: Cursors, epoch: string | undefined): void {
    if (this.#isDead()) this.#voice.down(this.close(), 1006, '')
    const share: Share = { epoch, cursors: new Map(Object.entries(cursors)), presence: null, unanswered: 0 }
    this.#shares.set(link, share)
    if (!this.#link) return this.#dial()
    if (this.#welcome) this.#voice.frame([link], this.#welcome)
    if (!this.#judge(link, share)) this.#follow(cursors)
  }

  /** A tab wants to follow further logs. */
  follow(link: string, cursors: Cursors): void {
    const share = this.#shares.get(link)
    if (!share) return
    for (const [log, cursor] of Object.entries(cursors)) share.cursors.set(log, cursor)
    this.#follow(cursors)
  }

  /** A tab sends a frame. */
  send(link: string, frame: ClientFrame): void {
    const share = this.#shares.get(link)
    if (!share) return
    if (frame.t === 'presence') {
      share.presence = frame
      this.#link?.send(this.#presence())
    } else if ('ref' in frame) this.#ask(link, frame)
    else this.#link?.send(frame)
  }

  /** A tab answered a heartbeat. */
  alive(link: string): void {
    const share = this.#shares.get(link)
    if (share) share.unanswered = 0
  }

  /** A tab needs its link no more; without any, the connection is closed. */
  leave(link: string): void {
    const share = this.#shares.get(link)
    if (!share) return
    this.#shares.delete(link)
    for (const [ref, asked] of this.#asked) if (asked.link === link) this.#asked.delete(ref)
    if (this.#shares.size === 0) this.close()
    else if (share.presence) this.#link?.send(this.#presence())
  }

  /** Closes the connection; answers the links that had it. */
  close(): readonly string[] {
    const links = [...this.#shares.keys()]
    this.#turn += 1
    this.#link?.close()
    this.#link = this.#welcome = null
    this.#shares.clear()
    this.#asked.clear()
    return links
  }

  #dial(): void {
    const turn = ++this.#turn
    this.#heardAt = this.#parts.ports.now()
    this.#link = this.#open(this.#kind, this.#parts, {
      frame: (frame) => turn === this.#turn && this.#heard(frame),
      down: (code, reason) => turn === this.#turn && this.#voice.down(this.close(), code, reason),
    })
  }

  #isDead(): boolean {
    const longestMs = this.#welcome ? TIMES.silenceMs : WELCOME_MS
    return this.#link !== null && this.#parts.ports.now() - this.#heardAt >= longestMs
  }

  #heard(frame: ServerFrame): void {
    this.#heardAt = this.#parts.ports.now()
    if ('ref' in frame) return this.#answer(frame)
    if (frame.t === 'reset') return this.#reset(frame)
    if (frame.t === 'events') for (const share of this.#shares.values()) advance(share, frame)
    if (frame.t === 'gone') for (const share of this.#shares.values()) share.cursors.delete(frame.log)
    if (frame.t === 'heads') this.#leaveSilent()
    this.#voice.frame([...this.#shares.keys()], frame)
    if (frame.t !== 'welcome') return
    const isFirst = this.#welcome === null
    this.#welcome = frame
    for (const [link, share] of this.#shares) this.#judge(link, share)
    if (isFirst) this.#voice.up()
  }

  /** Only tabs that are not at the head miss something by a jump to it. */
  #reset(frame: Extract<ServerFrame, { t: 'reset' }>): void {
    const missing: string[] = []
    for (const [link, { cursors }] of this.#shares) {
      if (frame.reason === 'epoch' || cursors.get(frame.log) !== frame.head) missing.push(link)
      if (cursors.has(frame.log)) cursors.set(frame.log, frame.head)
    }
    this.#voice.frame(missing, frame)
  }

  /** Tells a tab whose cursors belong to another history that they mean nothing; true if so. */
  #judge(link: string, share: Share): boolean {
    if (!this.#welcome || share.epoch === undefined || share.epoch === this.#welcome.epoch) return false
    const resets = resetsOf(Object.fromEntries(share.cursors))
    share.epoch = this.#welcome.epoch
    share.cursors.clear()
    for (const reset of resets) this.#voice.frame([link], reset)
    return true
  }

  /** From where the tab that is behind all others needs it: what the others have, they ignore. */
  #follow(cursors: Cursors): void {
    const all = this.#cursors()
    this.#link?.follow(Object.fromEntries(Object.entries(cursors).map(([log, cursor]) => [log, all[log] ?? cursor])))
  }

  #cursors(): Cursors {
    const all: Record<string, number> = {}
    for (const { cursors } of this.#shares.values())
      for (const [log, cursor] of cursors) all[log] = Math.min(all[log] ?? cursor, cursor)
    return all
  }

  /** Cursors of different histories cannot be asked for together; whoever is wrong is told after the welcome. */
  #epoch(): string | undefined {
    const epochs = new Set([...this.#shares.values()].map(({ epoch }) => epoch))
    return epochs.size === 1 ? [...epochs][0] : undefined
  }

  #ask(link: string, frame: Request): void {
    const ref = ++this.#lastRef
    this.#asked.set(ref, { link, ref: frame.ref })
    this.#link?.send({ ...frame, ref })
  }

  #answer(frame: Answer): void {
    const asked = this.#asked.get(frame.ref)
    this.#asked.delete(frame.ref)
    if (asked) this.#voice.frame([asked.link], { ...frame, ref: asked.ref })
  }

  /** One sits before the screen if one does so before any tab, and everybody whom a tab shows is watched. */
  #presence(): Presence {
    const all = [...this.#shares.values()].flatMap(({ presence }) => presence ?? [])
    const watch = new Set(all.flatMap((presence) => presence.watch ?? []))
    const state = all.some((presence) => presence.state === 'online') ? 'online' : 'away'
    return { t: 'presence', state, watch: [...watch].slice(0, LIMITS.watchedPeople) }
  }

  #leaveSilent(): void {
    for (const [link, share] of this.#shares) if (share.unanswered++ >= UNANSWERED_MAX) this.leave(link)
  }
}

function advance({ cursors }: Share, { log, events }: Extract<ServerFrame, { t: 'events' }>): void {
  const cursor = cursors.get(log)
  const [first, last] = [events[0], events.at(-1)]
  if (cursor !== undefined && first && last && first.seq <= cursor + 1) cursors.set(log, Math.max(cursor, last.seq))
}
