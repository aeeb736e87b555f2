/** A part of a body that can be read by itself: the contents of a code fence, or lines. */
export type Chunk =
  | { readonly kind: 'code'; readonly lines: readonly string[]; readonly info: string }
  | { readonly kind: 'text'; readonly lines: readonly string[] }

const FENCE = /^(`{3,})[^`]*$|^(~{3,})/u
const INDENTED_FENCE = /^(?:[ \t]|>|[-+*][ \t]|\d{1,9}[.)][ \t])+(?:```|~~~)/u
const EMPTY_ITEM = /^(?:[-+*]|\d{1,9}[.)])[ \t]*$/u
const LIST_ITEM = /^(?:[ \t]|>)*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/u

/**
 * Cuts a body where nothing before can reach what follows, so that the parser's time grows with the parts and not with
 * the square of the whole. Without definitions and HTML, that is at a fence in the first column, and after an empty
 * line before a line that is not indented and continues no list.
 */
export function chunksOf(body: string): Chunk[] {
  const chunks: Chunk[] = []
  let part = emptyPart()
  let fence = ''
  let code: string[] = []
  let info = ''
  const endPart = () => {
    if (part.hasText) chunks.push({ kind: 'text', lines: part.lines })
    part = emptyPart()
  }
  for (const line of body.split(/\r\n|\n|\r/u)) {
    if (fence !== '' && !closes(line, fence)) code.push(line)
    else if (fence !== '') {
      chunks.push({ kind: 'code', lines: code, info })
      fence = ''
    } else {
      if (!part.mayHaveFence) fence = fenceOf(line)
      if (fence !== '' || endsBefore(part, line)) endPart()
      if (fence === '') add(part, line)
      else {
        code = []
        info = line.slice(fence.length)
      }
    }
  }
  if (fence !== '') chunks.push({ kind: 'code', lines: code.at(-1) === '' ? code.slice(0, -1) : code, info })
  endPart()
  return chunks
}

type Part = {
  lines: string[]
  hasText: boolean
  hasList: boolean
  /** Where a fence may be open inside a list or quote, nothing is certain up to the end. */
  mayHaveFence: boolean
  endsBlank: boolean
}

function emptyPart(): Part {
  return { lines: [], hasText: false, hasList: false, mayHaveFence: false, endsBlank: false }
}

function add(part: Part, line: string): void {
  part.endsBlank = isBlank(line)
  if (part.endsBlank && !part.hasText) return
  part.lines.push(line)
  part.hasText = true
  part.hasList ||= LIST_ITEM.test(line)
  part.mayHaveFence ||= INDENTED_FENCE.test(line)
}

function endsBefore(part: Part, line: string): boolean {
  if (part.mayHaveFence || !part.endsBlank || isBlank(line) || /^[ \t]/u.test(line)) return false
  // micromark takes an empty item after code for text.
  return !EMPTY_ITEM.test(line) && (!part.hasList || !LIST_ITEM.test(line))
}

function isBlank(line: string): boolean {
  return /^[ \t]*$/u.test(line)
}

// Only a fence in the first column is surely no part of a list or quote, whose end would end it too.
function fenceOf(line: string): string {
  const match = FENCE.exec(line)
  return match?.[1] ?? match?.[2] ?? ''
}

function closes(line: string, fence: string): boolean {
  const mark = fence.startsWith('`') ? '`' : '~'
  const text = line.replace(/^ {0,3}/u, '').replace(/[ \t]+$/u, '')
  return text.length >= fence.length && text === mark.repeat(text.length)
}
