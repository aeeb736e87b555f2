import { isInCode } from '../composer/code.ts'

/** What is being typed that can be completed: the sign, what stands after it, and where the sign stands. */
export type Asked = { readonly sign: '@' | '#' | ':' | '/'; readonly query: string; readonly from: number }

/** Reads it from a text up to the caret; null: nothing is asked. A sign counts at the start of a word alone, and a slash at the start of the text. */
export function readAsked(text: string, caret: number): Asked | null {
  const command = /^\s*\/([a-z-]*)$/iu.exec(text.slice(0, caret))
  if (command) return { sign: '/', query: command[1] ?? '', from: 0 }
  if (isCode(text, caret)) return null
  const match = /(?:^|[\s([{"'“„«])([@#:])([^\s@#:]{0,40})$/u.exec(text.slice(0, caret))
  const [, sign, query = ''] = match ?? []
  if (sign === ':') return /^[a-z+-][a-z0-9_+-]+$/i.test(query) ? { sign, query, from: caret - query.length - 1 } : null
  return sign === '@' || sign === '#' ? { sign, query, from: caret - query.length - 1 } : null
}

/** What is typed whole between two colons up to the caret, and where the first of them stands; null: nothing is. */
export function readShortcode(text: string, caret: number): { readonly name: string; readonly from: number } | null {
  const found = /(?:^|[\s([{"'“„«]):([a-z0-9_+-]{1,40}):$/iu.exec(text.slice(0, caret))
  if (found === null || isCode(text, caret)) return null
  const [, name = ''] = found
  return { name, from: caret - name.length - 2 }
}

/** In code a sign is a sign: in a block, or after a mark of code in the same line. */
function isCode(text: string, caret: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', caret - 1) + 1, caret)
  return line.split('`').length % 2 === 0 || isInCode(text, caret)
}
