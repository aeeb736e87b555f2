/** The header with which a form's page tells scripts what was wrong, so that nothing typed need be drawn again. */
export const PROBLEM_HEADER = 'X-Parley-Problem'

/** What was wrong with a form: in words, and in which field where it is one. */
export type Problem = { code: string; message: string; field: string | null; suggestion: string | null }

/** Writes a problem so that it fits into a header. */
export function writeProblem(problem: Problem): string {
  return encodeURIComponent(JSON.stringify(problem))
}

/** Reads it; null where there is none. */
export function readProblem(header: string | null): Problem | null {
  if (header === null) return null
  const read: unknown = JSON.parse(decodeURIComponent(header))
  if (typeof read !== 'object' || read === null || !('code' in read) || !('message' in read)) return null
  const { code, message } = read
  if (typeof code !== 'string' || typeof message !== 'string') return null
  return { code, message, field: textOf(read, 'field'), suggestion: textOf(read, 'suggestion') }
}

function textOf(read: object, key: string): string | null {
  const value: unknown = Reflect.get(read, key)
  return typeof value === 'string' ? value : null
}
