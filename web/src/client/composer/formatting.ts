import type { Format } from './format.ts'
import { continueLine, indent, toggleLines } from './lines.ts'
import { markLink, pasteLink, type Selected, toggleMark } from './marks.ts'

/** Changes a text as a key, a button or a paste says. */
export function format(selected: Selected, how: Format): Selected {
  if (typeof how === 'object') {
    if ('paste' in how) return pasteLink(selected, how.paste) ?? replaceSelected(selected, how.paste)
    return how.from === undefined ? replaceSelected(selected, how.insert) : complete(selected, how.from, how.insert)
  }
  switch (how) {
    case 'strong':
    case 'em':
    case 'code':
    case 'del':
      return toggleMark(selected, how)
    case 'link':
      return markLink(selected)
    case 'ul':
    case 'ol':
    case 'quote':
    case 'pre':
      return toggleLines(selected, how)
    case 'new-line':
      return continueLine(selected)
    case 'indent':
      return indent(selected)
  }
}

/** Puts a text in the place of what was typed since `from`. */
function complete({ text, start }: Selected, from: number, insert: string): Selected {
  const caret = from + insert.length
  const after = text.slice(start)
  // A space is not doubled.
  const rest = insert.endsWith(' ') && after.startsWith(' ') ? after.slice(1) : after
  return { text: text.slice(0, from) + insert + rest, start: caret, end: caret }
}

/** Puts a text in the place of what is selected. */
function replaceSelected({ text, start, end }: Selected, inserted: string): Selected {
  const caret = start + inserted.length
  return { text: text.slice(0, start) + inserted + text.slice(end), start: caret, end: caret }
}

/** What was copied as Markdown; as plain text where it cannot be read as more. */
export async function readRich(html: string, text: string): Promise<string> {
  try {
    const { markdownFromHtml } = await import('./markdown-from-html.ts')
    return markdownFromHtml(html) ?? text
  } catch {
    return text
  }
}

/** Changes the text of a box as typing does, so that it can be undone. */
export function putText(box: HTMLTextAreaElement, { text, start, end }: Selected): void {
  box.focus()
  const { value } = box
  const [from, until] = changedIn(value, text)
  box.setSelectionRange(from, until)
  const inserted = text.slice(from, text.length - (value.length - until))
  if (value !== text && !document.execCommand(inserted === '' ? 'delete' : 'insertText', false, inserted))
    box.value = text
  box.setSelectionRange(start, end)
}

/** The part of a text that another one has not at its place. */
function changedIn(before: string, after: string): [from: number, until: number] {
  const most = Math.min(before.length, after.length)
  let from = 0
  while (from < most && before[from] === after[from]) from += 1
  let kept = 0
  while (kept < most - from && before.at(-1 - kept) === after.at(-1 - kept)) kept += 1
  return [from, before.length - kept]
}
