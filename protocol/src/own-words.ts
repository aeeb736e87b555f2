// As the first of an item of a list too.
const FENCE = /^((?: {0,3}(?:[-*+]|\d{1,9}[.)])[ \t])* {0,3})(`{3,}(?=[^`]*$)|~{3,})/u
const FENCE_IN_LIST = /^([ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(`{3,}(?=[^`]*$)|~{3,})/u
const INDENTED = /^ {0,3}(?:\t| {4})/u
const ITEM = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/u
const NESTED = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/u
// In the middle of a paragraph a number begins a list when it is one, and nothing begins an empty one.
const CUTTING = /^ {0,3}(?:[-*+]|1[.)])[ \t]+\S/u
const HEADING = /^ {0,3}#{1,6}(?:[ \t]|$)/u
const RULE = /^ {0,3}(?:=+|(?:-[ \t]*)+|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/u
// The line under the head of a table: what is below is cut at every line.
const UNDER_HEAD = /^ {0,3}(?=.*\|)[-:| \t]+$/u
// In an item of a list too. A line that goes on with a quote without its mark is what somebody answers to it.
const QUOTED = /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*>/u

/**
 * What of a message's Markdown its author says in words: nothing in place of quoted lines and blocks of code, and a space
 * in place of code within a paragraph, over however many of its lines that goes (CommonMark 0.31.2, 6.1).
 */
export function ownWords(body: string): string {
  const words: string[] = []
  let paragraph: string[] = []
  let fence: Fence | null = null
  let isInList = false
  let isInTable = false
  const end = () => {
    if (paragraph.length > 0) words.push(withoutSpans(paragraph.join('\n')))
    paragraph = []
  }
  for (const line of body.split(/\r\n?|\n/u)) {
    const isBlank = line.trim() === ''
    // What stands before it belongs to no item any more.
    if (fence !== null && !isBlank && indentOf(line) < fence.indent) fence = null
    if (fence !== null) {
      if (closes(line, fence)) fence = null
      continue
    }
    fence = fenceIn(line, isInList)
    if (isBlank || fence !== null || isInTable || QUOTED.test(line) || begins(line, isInList, paragraph.length > 0))
      end()
    if (isBlank) isInTable = false
    isInList = ITEM.test(line) || (isInList && (isBlank || paragraph.length > 0 || /^[ \t]/u.test(line)))
    if (isBlank || fence !== null) continue
    // What is indented in a list goes on with its item.
    if (paragraph.length === 0 && !isInList && INDENTED.test(line)) continue
    isInTable ||= paragraph.length > 0 && UNDER_HEAD.test(line)
    if (!QUOTED.test(line)) paragraph.push(line)
    if (isInTable || HEADING.test(line) || RULE.test(line)) end()
  }
  end()
  return words.join('\n')
}

/** How a block of code began, and how far its lines are indented at least. */
type Fence = { readonly mark: string; readonly indent: number }

function fenceIn(line: string, isInList: boolean): Fence | null {
  const [, before = '', mark] = (isInList ? FENCE_IN_LIST : FENCE).exec(line) ?? []
  if (mark === undefined) return null
  // With less before it, it is no part of an item.
  const isInItem = before.trim() !== '' || (isInList && before.length >= 2)
  return { mark, indent: isInItem ? before.length : 0 }
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

function closes(line: string, { mark }: Fence): boolean {
  const text = line.trim()
  return text.length >= mark.length && text === mark.slice(0, 1).repeat(text.length)
}

function begins(line: string, isInList: boolean, isInParagraph: boolean): boolean {
  if (HEADING.test(line) || RULE.test(line)) return true
  return isInList ? NESTED.test(line) : isInParagraph ? CUTTING.test(line) : ITEM.test(line)
}

/** A run of backticks ends at the next one of its length; each run is looked at once. */
function withoutSpans(text: string): string {
  if (!text.includes('`')) return text
  const runs = Array.from(text.matchAll(/`+/gu), ({ 0: { length }, index }) => ({ length, index }))
  const ends = Map.groupBy(runs, (run) => run.length)
  let words = ''
  let from = 0
  for (const { length, index } of runs) {
    if (index < from) continue
    // Of a run after a backslash the first stands for itself; in code a backslash is a backslash.
    const escaped = isEscaped(text, index, from) ? 1 : 0
    const same = ends.get(length - escaped) ?? []
    while (same[0] !== undefined && same[0].index <= index) same.shift()
    const last = same[0]
    if (last === undefined) continue
    words += `${text.slice(from, index + escaped)} `
    from = last.index + last.length
  }
  return words + text.slice(from)
}

/** After an odd number of backslashes a sign stands for itself. */
export function isEscaped(text: string, at: number, from = 0): boolean {
  let first = at
  while (first > from && text[first - 1] === '\\') first -= 1
  return (at - first) % 2 === 1
}
