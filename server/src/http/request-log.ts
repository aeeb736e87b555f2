import type { Log } from '../log.ts'

/** One answered request. The path is taken without its query, which may hold what people search for. */
export type AnsweredRequest = {
  method: string
  url: string
  status: number
  durationMs: number
  address: string
  userId: string | null
  /** Bytes of the answer where they are known. */
  bytes?: number
}

/** Writes one line for a request: no query, no token of an invite, no cookie, nothing that people say. */
export function logRequest(log: Log, request: AnsweredRequest): void {
  log.info('request', {
    method: request.method.slice(0, 16),
    path: loggedPath(request.url),
    status: request.status,
    durationMs: Math.round(request.durationMs * 10) / 10,
    address: request.address,
    userId: request.userId,
    bytes: request.bytes,
  })
}

const MAX_PATH = 300

/** The path of an address as it may stand in a log. */
export function loggedPath(url: string): string {
  const path = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '') || '/'
  // An invite's token is its whole secret, however its path was written.
  return path.replace(/^\/+i\/.*/is, '/i/…').slice(0, MAX_PATH)
}
