import type { Link, LinkListener, LinkParts, OpenLink } from './link.ts'
import { openSocketLink } from './socket-link.ts'

type Open = (parts: LinkParts, listener: LinkListener) => Link

/** Opens a link of this program's own. What stands in for the socket is loaded where it is needed. */
export const openLink: OpenLink = (kind, parts, listener) => {
  if (kind === 'socket') return openSocketLink(parts, listener)
  const load = async (): Promise<Open> =>
    kind === 'stream'
      ? (await import('./stream-link.ts')).openStreamLink
      : (await import('./poll-link.ts')).openPollLink
  return openLoaded(load, parts, listener)
}

function openLoaded(load: () => Promise<Open>, parts: LinkParts, listener: LinkListener): Link {
  let link: Link | null = null
  let isClosed = false
  const run = async () => {
    const open = await load()
    if (!isClosed) link = open(parts, listener)
  }
  run().catch(() => {
    if (!isClosed) listener.down(1006, '')
  })
  return {
    // Before it is loaded there is nothing to tell it: it reads the cursors when it opens.
    follow: (cursors) => link?.follow(cursors),
    send: (frame) => link?.send(frame),
    close: () => {
      isClosed = true
      link?.close()
    },
  }
}
