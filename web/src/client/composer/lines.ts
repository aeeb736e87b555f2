import { isInCode } from './code.ts'
import type { Selected } from './marks.ts'

const ITEM = /^([ \t]*)(?:([-*+])|(\d{1,9})([.)]))([ \t]+)(\[[ xX]\][ \t]+)?(.*)$/u
const QUOTE = /^([ \t]*(?:>[ \t]?)+)(.*)$/u
const INDENT = '  '

/** Begins the next line as the one of the caret begins: the next item, quote or depth; an empty item ends its list. */
export function continueLine({ text, start, end }: Selected): Selected {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const line = text.slice(lineStart, start)
  const { next, isEmpty } = beginningAfter(line, isInCode(text, start))
  if (isEmpty) return { text: text.slice(0, lineStart) + text.slice(end), start: lineStart, end: lineStart }
  const caret = start + 1 + next.length
  return { text: `${text.slice(0, start)}\n${next}${text.slice(end)}`, start: caret, end: caret }
}

type Beginning = { next: string; isEmpty: boolean }

function beginningAfter(line: string, isCode: boolean): Beginning {
  const indent = /^[ \t]*/u.exec(line)?.[0] ?? ''
  if (isCode) return { next: indent, isEmpty: false }
  const item = ITEM.exec(line)
  if (item) {
    const [, before = '', bullet, number, sign = '', space = ' ', box, rest = ''] = item
    const mark = bullet ?? `${Number(number) + 1}${sign}`
    return { next: `${before}${mark}${space}${box === undefined ? '' : '[ ] '}`, isEmpty: rest.trim() === '' }
  }
  const quote = QUOTE.exec(line)
  if (quote) return { next: quote[1] ?? '', isEmpty: (quote[2] ?? '').trim() === '' }
  return { next: '', isEmpty: false }
}

/** Moves what is selected in a block of code one step to the right. */
export function indent({ text, start, end }: Selected): Selected {
  const from = text.lastIndexOf('\n', start - 1) + 1
  if (start === end) {
    return {
      text: text.slice(0, start) + INDENT + text.slice(end),
      start: start + INDENT.length,
      end: start + INDENT.length,
    }
  }
  const lines = text.slice(from, end).split('\n')
  const moved = lines.map((line) => INDENT + line).join('\n')
  return {
    text: text.slice(0, from) + moved + text.slice(end),
    start: start + INDENT.length,
    end: end + INDENT.length * lines.length,
  }
}

/** Makes items, a numbered list, a quote or a block of code of the selected lines, or takes that away again. */
export function toggleLines(selected: Selected, kind: 'ul' | 'ol' | 'quote' | 'pre'): Selected {
  const { text, start, end } = selected
  const from = text.lastIndexOf('\n', start - 1) + 1
  const until = text.indexOf('\n', end) === -1 ? text.length : text.indexOf('\n', end)
  const lines = text.slice(from, until).split('\n')
  if (kind === 'pre') return fenced(text, from, until)
  const isOn = lines.every((line) => BEGINNINGS[kind].test(line))
  const next = lines
    .map((line, at) => (isOn ? line.replace(BEGINNINGS[kind], '') : beginningOf(kind, at) + line))
    .join('\n')
  const caret = from + next.length
  const isPoint = start === end
  return { text: text.slice(0, from) + next + text.slice(until), start: isPoint ? caret : from, end: caret }
}

const BEGINNINGS = { ul: /^[ \t]*[-*+][ \t]+/u, ol: /^[ \t]*\d{1,9}[.)][ \t]+/u, quote: /^[ \t]*>[ \t]?/u } as const

function beginningOf(kind: keyof typeof BEGINNINGS, at: number): string {
  if (kind === 'ol') return `${at + 1}. `
  return kind === 'ul' ? '- ' : '> '
}

function fenced(text: string, from: number, until: number): Selected {
  const inner = text.slice(from, until)
  const before = text.slice(0, from) + '```\n'
  const start = before.length
  return { text: `${before}${inner}\n\`\`\`${text.slice(until)}`, start, end: start + inner.length }
}
