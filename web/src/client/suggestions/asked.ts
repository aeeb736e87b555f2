/** What is being typed that can be completed: the sign, what stands after it, and where the sign stands. */
export type Asked = { readonly sign: '@' | '#' | ':' | '/'; readonly query: string; readonly from: number }

/** Reads it from a text up to the caret; null: nothing is asked. A sign counts at the start of a word alone, and a slash at the start of the text. */
export function readAsked(text: string, caret: number): Asked | null {
  const command = /^\s*\/([a-z-]*)$/iu.exec(text.slice(0, caret))
  if (command) return { sign: '/', query: command[1] ?? '', from: 0 }
  const match = /(?:^|[\s([{"'“„«])([@#:])([^\s@#:]{0,40})$/u.exec(text.slice(0, caret))
  const [, sign, query = ''] = match ?? []
  if (sign === ':') return /^[a-z][a-z0-9_+-]+$/i.test(query) ? { sign, query, from: caret - query.length - 1 } : null
  return sign === '@' || sign === '#' ? { sign, query, from: caret - query.length - 1 } : null
}
