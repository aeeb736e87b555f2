import type { ClientFrame, ServerFrame } from '@parley/protocol/frames.ts'
import { CLOSE, LIMITS } from '@parley/protocol/limits.ts'
import type { Cursors } from '@parley/protocol/logs.ts'
import { PROTOCOL } from '@parley/protocol/version.ts'
import { trust } from '../brand.ts'
import { type Link, type LinkListener, type LinkParts, resetsOf } from './link.ts'

/** Follows logs over a WebSocket, on which commands and queries go too. */
export function openSocketLink({ ports, http, cursors, epoch }: LinkParts, listener: LinkListener): Link {
  let isOpen = false
  const send = (frame: ClientFrame) => {
    if (isOpen) socket.send(JSON.stringify(frame))
  }
  let greeted: Greeted | null = null
  const hello = () => {
    isOpen = true
    const [first = {}, ...rest] = chunks(cursors())
    const name = epoch()
    greeted = { epoch: name, rest }
    send({ t: 'hello', v: PROTOCOL, ...(name === undefined ? {} : { epoch: name }), cursors: first })
  }
  const received = (text: string) => {
    const frame = parseFrame(text)
    if (!frame) {
      close()
      return listener.down(CLOSE.silent, '')
    }
    listener.frame(frame)
    if (frame.t !== 'welcome' || !greeted) return
    followRest(greeted, frame.epoch, { ...listener, send })
    greeted = null
  }
  const socket = ports.openSocket(`${http.url.replace(/^http/, 'ws')}/socket`, http.identity, {
    opened: hello,
    received,
    closed: (code, reason) => {
      isOpen = false
      listener.down(code, reason)
    },
  })
  const close = () => {
    isOpen = false
    socket.close()
  }
  return {
    follow: (more) => {
      for (const chunk of chunks(more)) send({ t: 'follow', cursors: chunk })
    },
    send,
    close,
  }
}

/** The epoch of a hello, and what did not fit into it. */
type Greeted = { epoch: string | undefined; rest: Cursors[] }
type Ears = Pick<LinkListener, 'frame'> & Pick<Link, 'send'>

/** A follow bears no epoch: whether the cursors of the rest still mean something, the welcome says. */
function followRest({ epoch, rest }: Greeted, present: string, { frame, send }: Ears): void {
  for (const chunk of rest) {
    if (epoch === undefined || epoch === present) send({ t: 'follow', cursors: chunk })
    else for (const reset of resetsOf(chunk)) frame(reset)
  }
}

/** Half a frame, as a broken proxy may leave it, is no frame; what it held is asked for again. */
export function parseFrame(text: string): ServerFrame | null {
  try {
    return trust<ServerFrame>(JSON.parse(text))
  } catch {
    return null
  }
}

function chunks(cursors: Cursors): Cursors[] {
  const entries = Object.entries(cursors)
  const parts: Cursors[] = []
  for (let from = 0; from < entries.length; from += LIMITS.cursorsPerFrame) {
    parts.push(Object.fromEntries(entries.slice(from, from + LIMITS.cursorsPerFrame)))
  }
  return parts
}
