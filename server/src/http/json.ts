import { ParleyError } from '@parley/protocol/errors.ts'
import { LIMITS } from '@parley/protocol/limits.ts'

/** Reads strict JSON from bytes: UTF-8 without a byte order mark, at most `maxBytes`. Throws `too_large` or `bad_json`. */
export function parseJsonBytes(bytes: Uint8Array, maxBytes: number = LIMITS.frameBytes): unknown {
  return parseJson(decodeUtf8(bytes, maxBytes, 'bad_json'))
}

/**
 * Reads strict JSON: nesting ≤ 16, no `__proto__`, no key twice in one object, no lone surrogate, no U+0000, finite
 * numbers only. Throws `bad_json`.
 */
export function parseJson(text: string): unknown {
  const members = countMembers(text)
  const value = parseOrRefuse(text)
  if (countKeys(value) !== members) refuse('An object has the same key twice.')
  return value
}

/** Decodes UTF-8 strictly. The byte order mark is kept, so that the parser behind refuses it. */
export function decodeUtf8(bytes: Uint8Array, maxBytes: number, code: 'bad_json' | 'bad_form'): string {
  if (bytes.length > maxBytes) throw new ParleyError('too_large', { problem: `This is longer than ${maxBytes} bytes.` })
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new ParleyError(code, { problem: 'The request is not valid UTF-8.' })
  }
}

const QUOTE = 0x22
const COLON = 0x3a
const BACKSLASH = 0x5c
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

/**
 * Counts the colons outside strings, which in valid JSON are the members of all objects. The depth is checked here,
 * before the parser can recurse.
 */
function countMembers(text: string): number {
  let depth = 0
  let members = 0
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i)
    if (c === QUOTE) {
      i = endOfString(text, i)
    } else if (c === COLON) {
      members += 1
    } else if (c === OPEN_OBJECT || c === OPEN_ARRAY) {
      depth += 1
      if (depth > LIMITS.jsonDepth) refuse(`The JSON is nested deeper than ${LIMITS.jsonDepth} levels.`)
    } else if (c === CLOSE_OBJECT || c === CLOSE_ARRAY) {
      depth -= 1
    }
  }
  return members
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end === -1 ? text.length : end
}

/** An odd number of backslashes before a quote makes it part of the string. */
function isEscaped(text: string, at: number): boolean {
  let backslashes = 0
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1
  return backslashes % 2 === 1
}

function parseOrRefuse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return refuse('The request is not valid JSON.')
  }
}

/** Counts the keys that the parser kept; a key that came twice was kept once. */
function countKeys(value: unknown): number {
  if (typeof value === 'string') checkText(value)
  if (typeof value === 'number' && !Number.isFinite(value)) refuse('A number is too large.')
  if (typeof value !== 'object' || value === null) return 0
  let count = 0
  if (Array.isArray(value)) {
    for (const item of value) count += countKeys(item)
    return count
  }
  for (const key of Object.keys(value)) {
    if (key === '__proto__') refuse('A key has a name that is not allowed.')
    checkText(key)
    count += 1 + countKeys(Reflect.get(value, key))
  }
  return count
}

function checkText(text: string): void {
  if (!text.isWellFormed()) refuse('A text has half of a surrogate pair.')
  if (text.includes('\0')) refuse('A text has the character U+0000.')
}

function refuse(problem: string): never {
  throw new ParleyError('bad_json', { problem })
}
