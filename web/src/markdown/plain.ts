import type { Block, Inline } from './blocks.ts'

// Wide on purpose: what is not plain is only sent to the parser, which knows better.
const ANYWHERE = /[*_~`[<|\\@\t\f\v]|&[#\w]|#[\p{L}\p{Nd}]|https?:|www\.|^\uFEFF/iu
const AT_LINE_START = /^ *(?:[-+=#>:]|\d{1,9}[.)])|^ {4}/mu

/** Tells that Markdown would make nothing of a body but paragraphs and line breaks. */
export function isPlain(body: string): boolean {
  return !ANYWHERE.test(body) && !AT_LINE_START.test(body.replaceAll(/\r\n?/gu, '\n'))
}

/** Paragraphs and line breaks, and every other character as it was typed. */
export function plainBlocks(body: string): Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  for (const line of body.split(/\r\n|\n|\r/u)) {
    const text = line.replaceAll(/^[ \t]+|[ \t]+$/gu, '')
    if (text !== '') lines.push(text)
    else if (lines.length > 0) {
      blocks.push(paragraph(lines))
      lines = []
    }
  }
  if (lines.length > 0) blocks.push(paragraph(lines))
  return blocks
}

function paragraph(lines: readonly string[]): Block {
  const c: Inline[] = []
  for (const line of lines) {
    if (c.length > 0) c.push({ t: 'br' })
    c.push(line)
  }
  return { t: 'p', c }
}
