const AT_LINE_START = /^(?:[ \t]*(?:>|#{1,6}(?=\s)|[-+*](?=\s)|\d{1,9}[.)](?=\s)|```\w*|~~~\w*))+/gmu
const LINK = /!?\[([^\][]*)\]\([^()\s]*\)/gu
const MARKS = /\*\*|~~|`+|(?<![\p{L}\p{N}])[*_]+(?=\S)|(?<=\S)[*_]+(?![\p{L}\p{N}])/gu

/** The beginning of a message in one line, without the marks of Markdown: what it says, not how it looks. */
export function snippetText(source: string): string {
  return source
    .replaceAll(AT_LINE_START, ' ')
    .replaceAll(LINK, '$1')
    .replaceAll(MARKS, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}
