import { parseSearch, SEARCH_OPERATORS, SEARCH_VALUES } from '@parley/protocol/search-text.ts'

/** Something that one may add to a search: what is shown, and the whole search with it. */
export type Suggestion = { readonly label: string; readonly text: string }

/** Who and what there is to search by. */
export type SearchNames = { readonly people: readonly string[]; readonly rooms: readonly string[] }

const MOST = 8

/** Ways to narrow a search: values for the operator that is being typed, else operators that are not there yet. */
export function suggestSearch(text: string, names: SearchNames): Suggestion[] {
  const last = parseSearch(text).at(-1)
  const typed = /(?:^|\s)(-?)(from|in|has|is):(\S*)$/iu.exec(text)
  if (typed) {
    const [, sign = '', operator = '', value = ''] = typed
    const before = text.slice(0, text.length - sign.length - operator.length - 1 - value.length)
    const values = valuesOf(operator.toLowerCase(), names).filter((one) => isBegun(one, value))
    // What is typed already is no suggestion.
    const open = values.filter((one) => one.toLowerCase() !== value.toLowerCase())
    if (open.length > 0) {
      return open.slice(0, MOST).map((one) => ({ label: one, text: `${before}${sign}${operator}:${quoted(one)} ` }))
    }
  }
  if (last && last.kind !== 'words' && !/\s$/u.test(text)) return []
  return operatorsFor(text)
}

function valuesOf(operator: string, { people, rooms }: SearchNames): readonly string[] {
  if (operator === 'from') return ['me', ...people]
  if (operator === 'in') return rooms
  return operator === 'has' ? SEARCH_VALUES.has : SEARCH_VALUES.is
}

function isBegun(name: string, typed: string): boolean {
  return name.toLowerCase().startsWith(typed.replace(/^["@#]/u, '').toLowerCase())
}

function quoted(value: string): string {
  return /[\s"]/u.test(value) ? `"${value.replaceAll('"', '')}"` : value
}

/** Operators that stand nowhere in the search. */
function operatorsFor(text: string): Suggestion[] {
  const used = new Set(parseSearch(text).map(({ kind }) => kind))
  const base = text === '' || /\s$/u.test(text) ? text : `${text} `
  return SEARCH_OPERATORS.filter((name) => name !== 'on' && !used.has(name)).map((name) => ({
    label: `${name}:`,
    text: `${base}${name}:`,
  }))
}
