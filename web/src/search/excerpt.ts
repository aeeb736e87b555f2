/** A piece of a text; what was searched for is marked. */
export type Piece = { readonly text: string; readonly isMark: boolean }

type Range = readonly [number, number]

/** UTF-16 units that are shown of a message, and of those before what was found in it. */
const LENGTH = 280
const BEFORE = 70

/** What is shown of a message that was found: the part around the first place, in one line, without the signs of Markdown. */
export function excerptOf(body: string, ranges: readonly Range[]): Piece[] {
  const from = beginning(body, ranges[0]?.[0] ?? 0)
  const to = ending(body, from + LENGTH)
  const pieces: Piece[] = []
  let at = from
  for (const [start, end] of ranges) {
    if (start >= to) break
    pieces.push({ text: plain(body.slice(at, start)), isMark: false })
    pieces.push({ text: body.slice(start, Math.min(end, to)), isMark: true })
    at = Math.min(end, to)
  }
  pieces.push({ text: plain(body.slice(at, to)), isMark: false })
  const shown = pieces.filter(({ text }) => text !== '')
  if (from > 0) shown.unshift({ text: '… ', isMark: false })
  return to < body.length ? [...shown, { text: ' …', isMark: false }] : shown
}

/** Where a word begins, a little before the first place; never in the middle of a character. */
function beginning(body: string, first: number): number {
  if (first <= BEFORE) return 0
  const near = first - BEFORE
  const space = body.slice(near, first).search(/\s/)
  return whole(body, space < 0 ? near : near + space + 1)
}

function ending(body: string, most: number): number {
  if (most >= body.length) return body.length
  const space = body.slice(0, most).search(/\s\S*$/)
  return whole(body, space > most - 40 ? space : most)
}

function whole(body: string, at: number): number {
  return /[\udc00-\udfff]/.test(body.charAt(at)) ? at - 1 : at
}

function plain(text: string): string {
  return text
    .replace(/(^|\n)\s*(?:[>#]+|[-*+]|\d+\.)\s+/g, '$1')
    .replace(/[*`]+|~~|^_+|_+$/g, '')
    .replace(/\]\([^)\s]*\)|!?\[(?=[^\]]*\])/g, '')
    .replace(/\s+/g, ' ')
}
