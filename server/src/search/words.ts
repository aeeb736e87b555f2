import { fold } from './fold.ts'

/** A word of a text, as it is compared: its case and accents are gone. */
export type Word = {
  folded: string
  /** Letters of a script that has no spaces between words: any part of them is looked for, not only beginnings. */
  isRun: boolean
  /** Where it stands in the text, in UTF-16 units. */
  start: number
  end: number
}

/** Scripts that are written without spaces between words; and Hangul, whose words carry their endings with them. */
const RUN = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc`
const WORD = new RegExp(
  String.raw`(?<run>[${RUN}][${RUN}\p{M}]*)|[[\p{L}\p{M}\p{N}]--[${RUN}]]+|\p{Emoji_Presentation}`,
  'gv',
)
const PLAIN = /^[\0-\x7f]*$/
const PLAIN_WORD = /[0-9a-z]+/gi

/** Whether a text has but the characters of ASCII, in which nothing has to be folded but capitals. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text)
}

/** The words of a text in their order. Everything that is neither letter, digit nor emoji stands between words. */
export function wordsOf(text: string): Word[] {
  return PLAIN.test(text) ? plainWords(text) : anyWords(text)
}

/** The same for the most common case, many times faster. */
function plainWords(text: string): Word[] {
  const words: Word[] = []
  for (const { 0: found, index } of text.matchAll(PLAIN_WORD)) {
    words.push({ folded: found.toLowerCase(), isRun: false, start: index, end: index + found.length })
  }
  return words
}

function anyWords(text: string): Word[] {
  const words: Word[] = []
  for (const { 0: found, index, groups } of text.matchAll(WORD)) {
    const folded = foldWord(found)
    if (folded === '') continue
    words.push({ folded, isRun: groups?.run !== undefined, start: index, end: index + found.length })
  }
  return words
}

/** One character with its marks, or the letters of which a Hangul syllable is made. */
const CLUSTER = /[\u1100-\u11ff]+|\P{M}\p{M}*|\p{M}+/gu

function foldWord(word: string): string {
  if (PLAIN.test(word)) return word.toLowerCase()
  return (word.match(CLUSTER) ?? []).map(foldCluster).join('')
}

/** How much of a word, in UTF-16 units, is taken up by this many units of its folded form. */
export function unfoldedLength(word: string, foldedLength: number): number {
  if (PLAIN.test(word)) return foldedLength
  let length = 0
  let folded = 0
  for (const cluster of word.match(CLUSTER) ?? []) {
    if (folded >= foldedLength) break
    folded += foldCluster(cluster).length
    length += cluster.length
  }
  return length
}

/** Marks that people leave out: accents, Hebrew points, Arabic vowels and the stroke that stretches a word. */
const MARKS =
  /[\u0300-\u036f]|[\u0591-\u05c7]|[\u0610-\u061a]|\u0640|[\u064b-\u065f]|\u0670|[\u06d6-\u06ed]|\ufe0f|\u200d/gu
/** Letters that are another's variant without being made of it and a mark. */
const VARIANTS: Record<string, string> = {
  ø: 'o', đ: 'd', ð: 'd', ł: 'l', ħ: 'h', ı: 'i', ŧ: 't', æ: 'ae', œ: 'oe', þ: 'th',
  ة: 'ه', ى: 'ي', ی: 'ي', ک: 'ك', ٱ: 'ا',
} // prettier-ignore
const DIGITS = /[٠-٩۰-۹]/g

const KEPT = 20_000
const kept = new Map<string, string>()

function foldCluster(cluster: string): string {
  const known = kept.get(cluster)
  if (known !== undefined) return known
  const bare = fold(cluster).normalize('NFD').replace(MARKS, '').normalize('NFC')
  const folded = [...bare]
    .map((letter) => VARIANTS[letter] ?? letter)
    .join('')
    .replace(DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) % 16))
    .replace(/[^\p{L}\p{M}\p{N}\p{Emoji_Presentation}]/gu, '')
  if (kept.size >= KEPT) kept.clear()
  kept.set(cluster, folded)
  return folded
}
