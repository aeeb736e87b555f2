import { cutTerm, pairsOf } from './terms.ts'
import { isPlain, unfoldedLength, type Word, wordsOf } from './words.ts'

/** Words that are looked for, one beside the other. */
export type Phrase = {
  pieces: readonly Piece[]
  /** Whether the last word may go on: it may, unless it was put into quotes or is one letter. */
  mayGoOn: boolean
  /** Whole words that do as well, where there is one piece. */
  similar: readonly string[]
  /** Plain text that has the phrase has this: looking for it is many times faster than taking the text apart. */
  plain: RegExp | null
}
type Piece = { folded: string; isRun: boolean }

/** What to look for where these words were typed; null where there is no word in them. */
export function phraseOf(text: string, isQuoted: boolean): Phrase | null {
  const pieces = wordsOf(text).map(({ folded, isRun }) => ({ folded, isRun }))
  const last = pieces.at(-1)
  if (!last) return null
  return { pieces, mayGoOn: !isQuoted && last.folded.length > 1, similar: [], plain: plainOf(pieces) }
}

function plainOf(pieces: readonly Piece[]): RegExp | null {
  const words = pieces.map(({ folded }) => folded)
  return words.length > 1 && words.every(isPlain) ? new RegExp(words.join('[^0-9a-z]+'), 'i') : null
}

/** Tells whether a text can be left alone: it is plain, and has not what the phrase needs. */
export function lacks(text: string, { plain }: Phrase): boolean {
  return plain !== null && isPlain(text) && !plain.test(text)
}

/** What of the index a message has that has this phrase: one of the terms, or one that begins so, in each group. */
export type TermGroup = { exact: readonly string[]; beginning: string | null }

/** Groups of terms of which a message has one each, if it has the phrase. */
export function groupsOf({ pieces, mayGoOn, similar }: Phrase): TermGroup[] {
  return pieces.flatMap(({ folded, isRun }, index) => {
    const others = pieces.length === 1 ? similar : []
    if (isRun) {
      const pairs = pairsOf(folded)
      if (pairs.length === 0) return [{ exact: others, beginning: folded }]
      return pairs.map((pair) => ({ exact: [pair], beginning: null }))
    }
    const term = cutTerm(folded)
    const goesOn = index === pieces.length - 1 && mayGoOn
    return [goesOn ? { exact: others, beginning: term } : { exact: [term, ...others], beginning: null }]
  })
}

/** Whether every message that has the terms has the phrase: only then may they leave it out. */
export function isPrecise({ pieces }: Phrase): boolean {
  const [piece] = pieces
  if (!piece || pieces.length > 1) return false
  return piece.isRun ? pairsOf(piece.folded).length <= 1 : cutTerm(piece.folded) === piece.folded
}

/** From and to in the text, in UTF-16 units. */
export type Range = [number, number]

/** Where the phrase stands in a text of these words. */
export function findPhrase(text: string, words: readonly Word[], phrase: Phrase): Range[] {
  const ranges: Range[] = []
  for (let at = 0; at + phrase.pieces.length <= words.length; at += 1) {
    if (phrase.pieces.length === 1) ranges.push(...rangesInWord(text, words[at], phrase))
    else if (standsAt(words, at, phrase)) ranges.push(rangeOf(text, words, at, phrase))
  }
  return ranges
}

function rangesInWord(text: string, word: Word | undefined, { pieces, mayGoOn, similar }: Phrase): Range[] {
  const [piece] = pieces
  if (!word || !piece) return []
  if (piece.isRun) return word.isRun ? rangesInRun(text, word, piece.folded) : []
  if (word.isRun) return []
  if (mayGoOn && word.folded.startsWith(piece.folded)) return [within(text, word, 0, piece.folded.length)]
  return word.folded === piece.folded || similar.includes(word.folded) ? [[word.start, word.end]] : []
}

function rangesInRun(text: string, word: Word, part: string): Range[] {
  const ranges: Range[] = []
  for (let at = word.folded.indexOf(part); at >= 0; at = word.folded.indexOf(part, at + part.length)) {
    ranges.push(within(text, word, at, at + part.length))
  }
  return ranges
}

/** Part of a word's folded form, as the place of it in the text. */
function within(text: string, word: Word, from: number, to: number): Range {
  const source = text.slice(word.start, word.end)
  return [word.start + unfoldedLength(source, from), word.start + unfoldedLength(source, to)]
}

/** The first piece ends a run, the last one begins a word, those between are whole. */
function standsAt(words: readonly Word[], at: number, { pieces, mayGoOn }: Phrase): boolean {
  return pieces.every((piece, index) => {
    const word = words[at + index]
    if (!word || word.isRun !== piece.isRun) return false
    if (word.folded === piece.folded) return true
    if (index === 0 && piece.isRun) return word.folded.endsWith(piece.folded)
    const isLast = index === pieces.length - 1
    return isLast && (mayGoOn || piece.isRun) && word.folded.startsWith(piece.folded)
  })
}

function rangeOf(text: string, words: readonly Word[], at: number, { pieces }: Phrase): Range {
  const [first, last] = [words[at], words[at + pieces.length - 1]]
  const [begin, end] = [pieces[0], pieces.at(-1)]
  if (!first || !last || !begin || !end) return [0, 0]
  const from = begin.isRun ? first.folded.length - begin.folded.length : 0
  return [within(text, first, from, first.folded.length)[0], within(text, last, 0, end.folded.length)[1]]
}
