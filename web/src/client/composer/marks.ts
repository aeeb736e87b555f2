import type { Mark } from './keys.ts'

/** A text and what is selected in it. */
export type Selected = { text: string; start: number; end: number }

const SIGNS = { strong: '**', em: '_', code: '`', del: '~~' } as const satisfies Record<Mark, string>

/** Puts a mark around what is selected, or takes it away where it is already there. */
export function toggleMark(selected: Selected, mark: Mark): Selected {
  const sign = SIGNS[mark]
  const { text, start, end } = selected
  const before = text.slice(0, start)
  const inner = text.slice(start, end)
  const after = text.slice(end)
  if (before.endsWith(sign) && after.startsWith(sign)) {
    const kept = before.slice(0, -sign.length)
    return { text: kept + inner + after.slice(sign.length), start: kept.length, end: kept.length + inner.length }
  }
  const from = start + sign.length
  return { text: before + sign + inner + sign + after, start: from, end: from + inner.length }
}

/** Makes a link of what is selected when an address is pasted on it; null where that is not what happens. */
export function pasteLink(selected: Selected, pasted: string): Selected | null {
  const { text, start, end } = selected
  const label = text.slice(start, end)
  const address = pasted.trim()
  if (label.trim() === '' || label.includes('\n') || !/^https?:\/\/\S+$/u.test(address) || URL.canParse(label))
    return null
  const link = `[${label}](${address})`
  return { text: text.slice(0, start) + link + text.slice(end), start: start + link.length, end: start + link.length }
}

/** Makes a link of what is selected, whose address, or whose text where the address is selected, is typed next. */
export function markLink({ text, start, end }: Selected): Selected {
  const label = text.slice(start, end)
  const isAddress = URL.canParse(label)
  const link = isAddress ? `[](${label})` : `[${label}]()`
  const caret = isAddress || label === '' ? start + 1 : start + link.length - 1
  return { text: text.slice(0, start) + link + text.slice(end), start: caret, end: caret }
}
