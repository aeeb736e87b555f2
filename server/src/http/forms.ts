import { ParleyError } from '@parley/protocol/errors.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import { decodeUtf8 } from './json.ts'

const MAX_FIELDS = 64

/** Reads a form's body (application/x-www-form-urlencoded) from bytes. Throws `too_large` or `bad_form`. */
export function parseFormBytes(bytes: Uint8Array, maxBytes: number = LIMITS.frameBytes): Record<string, string> {
  return parseFields(decodeUtf8(bytes, maxBytes, 'bad_form'))
}

/**
 * Reads `a=1&b=2`, of a form or of a query string, into a flat object. A field that comes twice is refused: two readers
 * could take two different ones. Line ends become `\n`, since browsers send `\r\n`. Throws `bad_form`.
 */
export function parseFields(text: string): Record<string, string> {
  const fields = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(text)) {
    if (fields.has(name)) refuse(`The field “${name}” comes twice.`)
    if (fields.size === MAX_FIELDS) refuse(`There are more than ${MAX_FIELDS} fields.`)
    if (name === '__proto__') refuse('A field has a name that is not allowed.')
    if (name.includes('\0') || value.includes('\0')) refuse('A field has the character U+0000.')
    fields.set(name, value.replace(/\r\n?/g, '\n'))
  }
  return Object.fromEntries(fields)
}

function refuse(problem: string): never {
  throw new ParleyError('bad_form', { problem })
}
