import { ERRORS, ParleyError } from '@parley/protocol/errors.ts'
import { wireOf } from '../language.ts'
import type { Log } from '../log.ts'

/** The error that a client gets: one that it may see as it is, anything else as `internal`, with its cause in the log. */
export function toVisible(error: unknown, log: Log, where: string): ParleyError {
  if (error instanceof ParleyError) return error
  log.error('request_failed', error, { where })
  return new ParleyError('internal')
}

/** An answer with an error. */
export function refusal(error: ParleyError): Response {
  const headers = new Headers()
  if (error.hints.retryS !== undefined) headers.set('Retry-After', String(error.hints.retryS))
  return Response.json({ error: wireOf(error) }, { status: ERRORS[error.code].status, headers })
}

/** Tells whether a path leads to a page of our own: no other site, no backslash, no control character. */
export function isOwnPath(path: string | undefined): path is string {
  if (path === undefined || !path.startsWith('/') || path.length > 1_000) return false
  if (/^\/[/\\]/.test(path) || /[\\\p{Cc}]/u.test(path)) return false
  const url = URL.parse(path, 'http://own.invalid')
  return url !== null && url.origin === 'http://own.invalid'
}
