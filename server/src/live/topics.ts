/**
 * What carries a text to all sockets that are subscribed to a topic: Bun's server. Within one turn of the loop, what is
 * published before a socket unsubscribes reaches it, and what is published after does not.
 */
export type Topics = {
  publish: (topic: string, text: string) => void
  count: (topic: string) => number
}

/** What the live code uses of Bun's ServerWebSocket. */
export type Socket = {
  send: (text: string) => number
  cork: (work: () => void) => void
  publish: (topic: string, text: string) => number
  subscribe: (topic: string) => boolean
  unsubscribe: (topic: string) => boolean
  isSubscribed: (topic: string) => boolean
  readonly subscriptions: string[]
  getBufferedAmount: () => number
  ping: () => number
  readonly isPaused: boolean
  pause: () => void
  resume: () => void
  close: (code?: number, reason?: string) => void
  terminate: () => void
}
