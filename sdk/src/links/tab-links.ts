import type { Ports } from '../ports.ts'
import { ANSWER_MS, Leadership } from './leadership.ts'
import { type Kind, type Link, type LinkListener, type LinkParts, MOVED, type OpenLink } from './link.ts'
import { openLink } from './open-link.ts'
import type { SharedLink } from './shared-link.ts'
import type { TabMessage, Tabs } from './tabs.ts'

/**
 * A link of this tab: what it was opened with. `alone`: a connection of its own, while no other tab wants a share.
 * `isWelcome`: frames came over it, so that requests may be on their way.
 */
type Own = {
  kind: Kind
  parts: LinkParts
  listener: LinkListener
  alone: Link | null
  isWelcome: boolean
  cancel(): void
}

type LinkMessage = Extract<TabMessage, { t: 'follow' | 'send' | 'close' | 'alive' }>
type Asking = LinkMessage | Extract<TabMessage, { t: 'open' | 'ask' }>

/** What sharing a connection needs. */
export type TabLinksParts = {
  ports: Ports
  tabs: Tabs
  /** The server can be reached: whoever waits before he tries again need not. */
  wake(): void
}

/** Opens links through the one tab that leads, which may be this one. */
export class TabLinks {
  #isListening = false
  /** Sharing could not be loaded, as when the server has a newer build: this tab keeps to itself. */
  #isAlone = false
  #lastLink = 0
  #own = new Map<string, Own>()
  /** What connections are made of; known since the first link of this tab. */
  #making: Pick<LinkParts, 'ports' | 'http'> | null = null
  #shared = new Map<Kind, SharedLink>()
  /** Loaded when a second tab is there. */
  #Shared: typeof SharedLink | null = null
  #unlisten = () => {}
  readonly #name: string
  readonly #parts: TabLinksParts
  readonly #leadership: Leadership

  constructor(parts: TabLinksParts) {
    this.#parts = parts
    this.#leadership = new Leadership({ ...parts, begin: () => this.#begin(), lose: () => this.#lose() })
    this.#name = Array.from({ length: 4 }, () => Math.floor(parts.ports.random() * 2 ** 32).toString(36)).join('')
  }

  /** Opens a link, here if this tab leads, else by asking the one that does. */
  open: OpenLink = (kind, parts, listener) => {
    this.#making = parts
    if (this.#isAlone) return openLink(kind, parts, listener)
    this.#listen()
    const id = `${this.#name}.${++this.#lastLink}`
    const own: Own = { kind, parts, listener, alone: null, isWelcome: false, cancel: () => {} }
    this.#own.set(id, own)
    if (this.#leadership.isLeading) this.#join(id, own)
    else this.#ask(id, own)
    return this.#link(id)
  }

  /** Leaves the others alone: another tab may lead. */
  close(): void {
    for (const id of this.#own.keys()) this.#forget(id)
    this.#resign()
  }

  #resign(): void {
    this.#leadership.stop()
    this.#unlisten()
    this.#isListening = false
  }

  #listen(): void {
    if (this.#isListening) return
    this.#isListening = true
    this.#unlisten = this.#parts.tabs.listen((message) => this.#heard(message))
    this.#leadership.start()
  }

  #link(id: string): Link {
    const tell = (message: LinkMessage) => {
      const own = this.#own.get(id)
      const shared = this.#sharedOf(id)
      if (shared) serve(shared, message)
      else if (own?.alone && message.t === 'follow') own.alone.follow(message.cursors)
      else if (own?.alone && message.t === 'send') own.alone.send(message.frame)
      else if (own && !own.alone) this.#parts.tabs.post(message)
    }
    return {
      follow: (cursors) => tell({ t: 'follow', link: id, cursors }),
      send: (frame) => tell({ t: 'send', link: id, frame }),
      close: () => {
        tell({ t: 'close', link: id })
        this.#forget(id)
      },
    }
  }

  #forget(id: string): void {
    const own = this.#own.get(id)
    this.#own.delete(id)
    own?.cancel()
    own?.alone?.close()
  }

  #ask(id: string, own: Own): void {
    const { tabs, ports } = this.#parts
    const { cursors, epoch } = own.parts
    own.cancel = ports.after(ANSWER_MS, () => this.#leadership.take())
    tabs.post({ t: 'open', link: id, kind: own.kind, cursors: cursors(), epoch: epoch() })
  }

  /** A moment later, for whoever opens a link does not expect it to be welcomed before he has it. */
  #join(id: string, own: Own): void {
    const { kind, parts } = own
    own.cancel = parts.ports.after(0, () => {
      if (this.#Shared) this.#sharedFor(this.#Shared, kind, parts).join(id, parts.cursors(), parts.epoch())
      else own.alone = openLink(kind, parts, this.#listenerOf(id))
    })
  }

  #listenerOf(id: string): LinkListener {
    return {
      frame: (frame) => this.#deliver({ t: 'frame', links: [id], frame }),
      down: (code, reason) => this.#drop(id, code, reason),
    }
  }

  #sharedOf(id: string): SharedLink | undefined {
    return [...this.#shared.values()].find((shared) => shared.has(id))
  }

  #sharedFor(Shared: typeof SharedLink, kind: Kind, parts: Pick<LinkParts, 'ports' | 'http'>): SharedLink {
    const known = this.#shared.get(kind)
    if (known) return known
    const { tabs, wake } = this.#parts
    const shared = new Shared(kind, openLink, parts, {
      frame: (links, frame) => this.#tell(links, { t: 'frame', links: [...links], frame }),
      down: (links, code, reason) => this.#tell(links, { t: 'down', links: [...links], code, reason }),
      up: () => {
        tabs.post({ t: 'up' })
        wake()
      },
    })
    this.#shared.set(kind, shared)
    return shared
  }

  /** Tells the links of this tab directly, and those of others by a message. */
  #tell(links: readonly string[], message: Extract<TabMessage, { links: string[] }>): void {
    if (links.some((link) => !this.#own.has(link))) this.#parts.tabs.post(message)
    this.#deliver(message)
  }

  #deliver(message: Extract<TabMessage, { links: string[] }>): void {
    for (const id of message.links) {
      const own = this.#own.get(id)
      if (!own) continue
      if (message.t === 'down') this.#drop(id, message.code, message.reason)
      else {
        own.isWelcome = true
        own.listener.frame(message.frame)
        if (message.frame.t === 'heads') this.#answer(id, own)
      }
    }
  }

  #answer(id: string, { alone }: Own): void {
    const shared = this.#sharedOf(id)
    if (shared) shared.alive(id)
    else if (!alone) this.#parts.tabs.post({ t: 'alive', link: id })
  }

  #drop(id: string, code: number, reason: string): void {
    const own = this.#own.get(id)
    this.#forget(id)
    own?.listener.down(code, reason)
  }

  #heard(message: TabMessage): void {
    switch (message.t) {
      case 'frame':
      case 'down':
        return this.#deliver(message)
      case 'taken':
        return this.#own.get(message.link)?.cancel()
      case 'up':
        return this.#parts.wake()
      case 'here':
        return this.#leadership.yield()
      case 'lead':
        return this.#moved()
      default:
        if (this.#leadership.isLeading) this.#serve(message)
    }
  }

  /** Does as the leader what another tab asks for. */
  #serve(message: Asking): void {
    const { tabs } = this.#parts
    if (message.t === 'ask') {
      if (tabs.isVisible()) tabs.post({ t: 'here' })
      return
    }
    if (message.t === 'open') tabs.post({ t: 'taken', link: message.link })
    if (!this.#Shared) return void this.#share(message)
    if (message.t === 'open') return this.#take(this.#Shared, message)
    const shared = this.#sharedOf(message.link)
    if (shared) serve(shared, message)
    else if (message.t !== 'close') tabs.post({ t: 'down', links: [message.link], code: MOVED, reason: '' })
  }

  #take(Shared: typeof SharedLink, { link, kind, cursors, epoch }: Extract<TabMessage, { t: 'open' }>): void {
    if (this.#making) this.#sharedFor(Shared, kind, this.#making).join(link, cursors, epoch)
  }

  /** There is a second tab: what this one had alone becomes its share. */
  async #share(message: Asking): Promise<void> {
    try {
      const { SharedLink } = await import('./shared-link.ts')
      this.#Shared = SharedLink
      for (const [id, { alone }] of this.#own) if (alone) this.#drop(id, MOVED, '')
      if (this.#leadership.isLeading) this.#serve(message)
    } catch {
      this.#isAlone = true
      this.#resign()
    }
  }

  #begin(): void {
    this.#parts.tabs.post({ t: 'lead' })
    for (const [id, own] of this.#own) {
      own.cancel()
      // Nothing came over it: it never was anywhere else.
      if (!own.isWelcome) this.#join(id, own)
      else this.#drop(id, MOVED, '')
    }
  }

  #lose(): void {
    for (const [id, { alone }] of this.#own) if (alone) this.#drop(id, MOVED, '')
    for (const shared of this.#shared.values()) {
      for (const id of shared.close()) if (this.#own.has(id)) this.#drop(id, MOVED, '')
    }
    this.#shared.clear()
  }

  /** Another tab leads: whatever went over the former one goes over it. */
  #moved(): void {
    this.#leadership.lose()
    for (const [id, own] of this.#own) {
      own.cancel()
      if (own.isWelcome) this.#drop(id, MOVED, '')
      else this.#ask(id, own)
    }
  }
}

function serve(shared: SharedLink, message: LinkMessage): void {
  const { link } = message
  if (message.t === 'follow') shared.follow(link, message.cursors)
  else if (message.t === 'send') shared.send(link, message.frame)
  else if (message.t === 'alive') shared.alive(link)
  else shared.leave(link)
}
