import type { ClientFrame, ServerFrame } from '@parley/protocol/frames.ts'
import type { Cursors } from '@parley/protocol/logs.ts'
import type { Kind } from './link.ts'

/** What the tabs of one session tell one another. Links have ids of their own; whose they are, the tabs know. */
export type TabMessage =
  /** To whoever leads: a link is wanted, and what goes over it. */
  | { t: 'open'; link: string; kind: Kind; cursors: Cursors; epoch: string | undefined }
  | { t: 'follow'; link: string; cursors: Cursors }
  | { t: 'send'; link: string; frame: ClientFrame }
  /** The link is still wanted. */
  | { t: 'alive'; link: string }
  | { t: 'close'; link: string }
  /** From whoever leads: the link is known, it has a frame, it is down. */
  | { t: 'taken'; link: string }
  | { t: 'frame'; links: string[]; frame: ServerFrame }
  | { t: 'down'; links: string[]; code: number; reason: string }
  /** From whoever leads: the server can be reached, so nobody need wait. */
  | { t: 'up' }
  /** Another tab leads now. */
  | { t: 'lead' }
  /** Asks whether a visible tab leads, and the answer of one that does. */
  | { t: 'ask' }
  | { t: 'here' }

/** What one tab needs of its browser to share a connection with the others of its session. */
export type Tabs = {
  /** Tells all other tabs. */
  post(message: TabMessage): void
  /** Calls for what other tabs post, in their order; the answer ends it. */
  listen(heard: (message: TabMessage) => void): () => void
  /**
   * Begins when no other tab leads, or at once by taking it from the one that does. `lost`: another tab took it, or the browser
   * puts this one to sleep. The answer ends it, begun or not, and then nothing is called any more.
   */
  lead(isForced: boolean, begin: () => void, lost: () => void): () => void
  isVisible(): boolean
  /** Calls when somebody may see this tab again; the answer ends it. */
  onVisible(seen: () => void): () => void
}
