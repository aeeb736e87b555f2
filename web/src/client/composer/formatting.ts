import type { Format } from './format.ts'
import { continueLine, indent, toggleLines } from './lines.ts'
import { markLink, pasteLink, type Selected, toggleMark } from './marks.ts'

/** Changes a text as a key, a button or a paste says. */
export function format(selected: Selected, how: Format): Selected {
  if (typeof how === 'object') return pasteLink(selected, how.paste) ?? replaceSelected(selected, how.paste)
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

/** Puts a text in the place of what is selected. */
export function replaceSelected({ text, start, end }: Selected, inserted: string): Selected {
  const caret = start + inserted.length
  return { text: text.slice(0, start) + inserted + text.slice(end), start: caret, end: caret }
}
