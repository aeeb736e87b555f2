import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import type { Block } from './blocks.ts'
import { chunksOf } from './chunks.ts'
import { blocksOf, codeOf } from './from-mdast.ts'
import { costOf, MAX_CHUNKS, MAX_LINES_IN_ALL, MAX_MARKS_IN_ALL } from './guard.ts'
import { isPlain, plainBlocks } from './plain.ts'

// HTML and definitions stay text: a chat shows what was typed. Footnotes and tasks have no place in it.
const DISABLED = [
  'htmlFlow',
  'htmlText',
  'definition',
  'gfmFootnoteDefinition',
  'gfmFootnoteCall',
  'gfmPotentialFootnoteCall',
  'tasklistCheck',
]

const OPTIONS = {
  extensions: [withoutEmail(gfm({ singleTilde: false })), { disable: { null: DISABLED } }],
  // Their transforms look for addresses once more with expressions that take the square of the length.
  mdastExtensions: gfmFromMarkdown().map(({ transforms: _, ...extension }) => extension),
}

// Its construct is tried at every word and looks back over all before it: ours reads the text once, afterwards.
function withoutEmail(extension: Extension): Extension {
  const text: Extension['text'] = {}
  for (const [code, constructs] of Object.entries(extension.text ?? {})) {
    const others = [constructs]
      .flat()
      .flatMap((construct) => (construct === undefined || construct.name === 'emailAutolink' ? [] : [construct]))
    if (others.length > 0) text[Number(code)] = others
  }
  return { ...extension, text }
}

type Extension = ReturnType<typeof gfm>

/** Reads Markdown into our own small tree. Parts that would take too long are given as they were typed. */
export function parse(body: string): Block[] {
  const spent = { chunks: 0, lines: 0, marks: 0 }
  return chunksOf(body).flatMap((chunk): Block[] => {
    if (chunk.kind === 'code') return [codeOf(chunk.lines.join('\n'), chunk.info)]
    const text = chunk.lines.join('\n')
    if (isPlain(text)) return plainBlocks(text)
    const cost = costOf(chunk.lines)
    spent.chunks += 1
    spent.lines += cost.lines
    spent.marks += cost.marks
    const isSpent = spent.chunks > MAX_CHUNKS || spent.lines > MAX_LINES_IN_ALL || spent.marks > MAX_MARKS_IN_ALL
    return isSpent || cost.isTooMuch ? plainBlocks(text) : parsedOrPlain(text)
  })
}

/** Of what the parser breaks at, a page shows what was typed. */
function parsedOrPlain(text: string): Block[] {
  try {
    return parseWhole(text)
  } catch {
    return plainBlocks(text)
  }
}

/** Reads Markdown in one piece, whatever it costs. */
export function parseWhole(body: string): Block[] {
  return blocksOf(fromMarkdown(body.replaceAll(/\r\n?/gu, '\n'), OPTIONS).children)
}
