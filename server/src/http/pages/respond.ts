import { ERRORS, type ErrorCode } from '@parley/protocol/errors.ts'
import { options, type VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { chooseEncoding } from './negotiate.ts'

// A part that cannot be shown says so in its place; its types do not know that there is such an option.
Object.assign(options, { errorBoundaries: true })

/** Answers with a rendered page, compressed where the browser takes it. */
export function respondPage(page: VNode, acceptEncoding: string | null, status = 200): Response {
  const html = `<!doctype html>${renderToString(page)}`
  const headers = new Headers({
    'Content-Type': 'text/html; charset=utf-8',
    Vary: 'Accept-Encoding, Accept-Language, Cookie',
  })
  const encoding = chooseEncoding(acceptEncoding, ['zstd', 'gzip'])
  if (encoding === null) return new Response(html, { status, headers })
  headers.set('Content-Encoding', encoding)
  const bytes = encoding === 'zstd' ? Bun.zstdCompressSync(html) : Bun.gzipSync(html)
  return new Response(new Uint8Array(bytes), { status, headers })
}

/** Leads to another page of our own. */
export function redirectTo(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path } })
}

/** The HTTP status of a page that shows an error. */
export function statusOf(code: ErrorCode): number {
  return ERRORS[code].status
}
