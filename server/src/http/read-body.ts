import { ParleyError } from '@parley/protocol/errors.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import { parseFormBytes } from './forms.ts'
import { parseJsonBytes } from './json.ts'

/** The kind of body that a request says it has. Only `json` cannot be sent by another site's form. */
export type BodyKind = 'json' | 'form' | 'other'

/** Reads the kind of a request's body from its Content-Type. */
export function bodyKind(headers: Headers): BodyKind {
  const type = (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase()
  if (type === 'application/json') return 'json'
  if (type === 'application/x-www-form-urlencoded') return 'form'
  return 'other'
}

/** Reads and parses a request's body by its kind. Throws `too_large`, `bad_json` or `bad_form`. */
export async function readBody(request: Request, maxBytes: number = LIMITS.frameBytes): Promise<unknown> {
  const kind = bodyKind(request.headers)
  if (kind === 'other') {
    throw new ParleyError('bad_json', {
      problem: 'Send application/json, or a form as application/x-www-form-urlencoded.',
    })
  }
  const bytes = await readBytes(request, maxBytes)
  return kind === 'json' ? parseJsonBytes(bytes, maxBytes) : parseFormBytes(bytes, maxBytes)
}

/** Reads at most `maxBytes`, and stops reading where there are more. Throws `too_large`. */
async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const announced = request.headers.get('content-length')
  if (Number(announced ?? 0) > maxBytes) throw tooLarge(maxBytes)
  // A body is never longer than it says, and as one piece it takes a fraction of the time that a stream of pieces takes.
  if (announced !== null) return request.bytes()
  const chunks: Uint8Array[] = []
  let total = 0
  for await (const chunk of request.body ?? []) {
    total += chunk.length
    if (total > maxBytes) throw tooLarge(maxBytes)
    chunks.push(chunk)
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : concat(chunks, total)
}

function concat(chunks: readonly Uint8Array[], total: number): Uint8Array {
  const bytes = new Uint8Array(total)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

function tooLarge(maxBytes: number): ParleyError {
  return new ParleyError('too_large', { problem: `This is longer than ${maxBytes} bytes.` })
}
