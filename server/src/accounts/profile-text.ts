import { ParleyError } from '@parley/protocol/errors.ts'

/** Checks one line that people write about something: NFC, single spaces, nothing that turns text around. Throws `bad_input`. */
export function normalizeLine(typed: string, field: string): string {
  return normalizeParagraphs(typed.replace(/[\s\p{Zs}]+/gu, ' '), field)
}

/** The same for several lines. */
export function normalizeParagraphs(typed: string, field: string): string {
  const text = typed.replace(/\r\n?/g, '\n').normalize('NFC').trim()
  if (!NOT_ALLOWED.test(text)) return text
  const problem = 'This has control characters or characters that turn text around.'
  throw new ParleyError('bad_input', { field, problem })
}

const NOT_ALLOWED = /(?![\n\t])[\p{Cc}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069]/u
