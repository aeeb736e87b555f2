import type { ClientFrame, ServerFrame } from '@parley/protocol/frames.ts'
import type { Cursors } from '@parley/protocol/logs.ts'
import type { Http } from '../http.ts'
import type { Ports } from '../ports.ts'

/** What a link tells while it stands. */
export type LinkListener = {
  frame(frame: ServerFrame): void
  /** Once, unless the link was closed from here. The codes are those of the socket. */
  down(code: number, reason: string): void
}

/** One way to hear what happens, while it lasts. */
export type Link = {
  /** Follows further logs; `cursors` of the parts name them already. */
  follow(cursors: Cursors): void
  /** Sends a frame, where the link can. */
  send(frame: ClientFrame): void
  close(): void
}

/** What links are made of. */
export type LinkParts = {
  ports: Ports
  http: Http
  /** The cursors of all logs that are followed at this moment. */
  cursors(): Cursors
  epoch(): string | undefined
}

/** The ways to the server: the first that works is taken, and the socket is the best. */
export type Kind = 'socket' | 'stream' | 'poll'

/** Opens a link of a kind. */
export type OpenLink = (kind: Kind, parts: LinkParts, listener: LinkListener) => Link

/** Logs that one request names, so that its address stays under 10 kB; many servers take no longer one. */
export const LOGS_PER_REQUEST = 150

/** With this code a link goes down because another tab has the connection now. It never crosses the wire. */
export const MOVED = 4099

/** What the server would say of logs whose cursors belong to another history; their cursors mean nothing any more. */
export function resetsOf(cursors: Cursors): ServerFrame[] {
  return Object.keys(cursors).map((log) => ({ t: 'reset', log, reason: 'epoch', head: 0, tail: 0 }))
}
