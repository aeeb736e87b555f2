import { trust } from './brand.ts'

/** What a socket tells. */
export type SocketListener = {
  opened(): void
  received(text: string): void
  /** Once, and nothing comes after it. */
  closed(code: number, reason: string): void
}

/** The part of a WebSocket that the connection uses. */
export type SocketLike = { send(text: string): void; close(): void }

/** The part of a fetch answer that the connection uses. */
export type AnswerLike = {
  status: number
  ok: boolean
  json(): Promise<unknown>
  body: { getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array | undefined }> } } | null
}

/** What is sent with a request. */
export type RequestLike = {
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body?: string
  signal: AbortSignal
}

/** What the client needs from its surroundings; a test owns all of it. */
export type Ports = {
  /** Milliseconds that only grow; for durations. */
  now(): number
  /** Milliseconds since 1970; may be wrong and may jump; only for ids. */
  date(): number
  /** From 0 up to, not including, 1. */
  random(): number
  fillRandom(bytes: Uint8Array<ArrayBuffer>): void
  /** Runs something later; the answer calls it off. */
  after(ms: number, run: () => void): () => void
  openSocket(url: string, headers: Record<string, string>, listener: SocketListener): SocketLike
  fetch(url: string, request: RequestLike): Promise<AnswerLike>
}

/** The ports of a browser, Node or Bun. */
export const systemPorts: Ports = {
  now: () => performance.now(),
  date: () => Date.now(),
  random: () => Math.random(),
  fillRandom: (bytes) => void crypto.getRandomValues(bytes),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  openSocket: (url, headers, listener) => {
    const socket = makeSocket(url, headers)
    socket.onopen = () => listener.opened()
    socket.onmessage = (event) => listener.received(String(event.data))
    socket.onclose = (event) => listener.closed(event.code, event.reason)
    return socket
  },
  fetch: (url, request) => fetch(url, request),
}

/** A browser takes protocols alone in the second place, so it is left out there; Node and Bun take headers, which no type says. */
function makeSocket(url: string, headers: Record<string, string>): WebSocket {
  const rest = Object.keys(headers).length > 0 ? [{ headers }] : []
  return trust<WebSocket>(Reflect.construct(WebSocket, [url, ...rest]))
}
