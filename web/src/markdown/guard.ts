/** Quotes and lists inside one another; deeper, the parser's time grows with the square of the depth (8,000 `>` take seconds). */
export const MAX_DEPTH = 12

/** Marks in one block; the parser may compare each with all before it. */
export const MAX_MARKS = 400

/** Lines in one chunk, and in what chunks stand in, added up; the parser splices its list of events at each. */
export const MAX_LINES = 300
export const MAX_DEPTH_SUM = 600

/** Code spans of different lengths; for each that is never closed, the parser reads to the end of the chunk. */
export const MAX_TICK_LENGTHS = 4

/** Marks, lines and chunks in one body. */
export const MAX_MARKS_IN_ALL = 2000
export const MAX_LINES_IN_ALL = 1000
export const MAX_CHUNKS = 200

const RULE = /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/u
const MARKER = /^(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))/u
// With them the letters at which an address may begin: the parser looks back from each.
const MARKS = /[*_~[\]`<|\\&]|(?<![a-z])[hw]/giu
// A bullet begins a block wherever it stands; a number does not always.
const BULLET = /^ {0,3}[-+*][ \t]+\S/u
const TICKS = /`+/gu

/** What one chunk of a body would ask of the parser, at most. */
type Cost = { readonly lines: number; readonly marks: number; readonly isTooMuch: boolean }

/** Counts what a chunk would ask of the parser, from what its lines show, in one pass. */
export function costOf(lines: readonly string[]): Cost {
  let marks = 0
  let marksOfBlock = 0
  let depthSum = 0
  let deepest = 0
  const open: number[] = []
  const tickLengths = new Set<number>()
  for (const line of lines) {
    const isBlank = line.trim() === ''
    if (isBlank) deepest = 0
    if (isBlank || BULLET.test(line)) marksOfBlock = 0
    if (!isBlank) {
      const found = line.match(MARKS)?.length ?? 0
      marks += found
      marksOfBlock += found
      // A line without markers may still belong to the paragraph in the deepest quote.
      deepest = Math.max(deepest, depthOf(line, open))
      depthSum += deepest
      for (const ticks of line.match(TICKS) ?? []) tickLengths.add(ticks.length)
    }
    if (deepest > MAX_DEPTH || marksOfBlock > MAX_MARKS) return { lines: lines.length, marks, isTooMuch: true }
  }
  const isTooMuch = depthSum > MAX_DEPTH_SUM || lines.length > MAX_LINES || tickLengths.size > MAX_TICK_LENGTHS
  return { lines: lines.length, marks, isTooMuch }
}

/** Counts what a line stands in, at most: `open` holds the columns at which the contents of open lists begin. */
function depthOf(line: string, open: number[]): number {
  if (line.length < 100 && RULE.test(line)) return open.length
  let column = 0
  let at = 0
  let quotes = 0
  while (quotes + open.length <= MAX_DEPTH) {
    const start = at
    for (; line[at] === ' ' || line[at] === '\t'; at += 1) column += line[at] === '\t' ? 4 : 1
    if (start === 0 && at < line.length) while ((open.at(-1) ?? 0) > column) open.pop()
    const marker = MARKER.exec(line.slice(at, at + 12))?.[0]
    if (marker === undefined) break
    column += marker.length
    at += marker.length
    if (marker === '>') quotes += 1
    else open.push(column + 1)
  }
  return quotes + open.length
}
