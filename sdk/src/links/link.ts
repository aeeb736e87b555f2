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
