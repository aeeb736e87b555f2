const HUES = 8

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const WORD_SIGN = /^[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u
const PICTURE = /^[\p{Extended_Pictographic}\p{Regional_Indicator}]/u
const WITHOUT_SPACES = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u

/** Cutting a name into signs takes longer than all the rest of a row, and the same few names are drawn again and again. */
const known = new Map<string, string>()
const KNOWN_MAX = 20_000

/** What stands for a name where there is no picture: the first letters of two words, two signs of a script without spaces, or an emoji. */
export function initialsOf(name: string, most: 1 | 2 = 2): string {
  const key = `${most}${name}`
  const before = known.get(key)
  if (before !== undefined) return before
  const initials = findInitials(name, most)
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(key, initials)
  return initials
}

function findInitials(name: string, most: 1 | 2): string {
  const words = name
    .normalize('NFC')
    .split(/[\s_.-]+/u)
    .map(signsOf)
    .filter((signs) => signs.length > 0)
  const [first, second] = words
  const sign = first?.[0]
  if (first === undefined || sign === undefined) return '?'
  if (most === 1 || PICTURE.test(sign)) return sign.toLocaleUpperCase('en')
  if (WITHOUT_SPACES.test(sign)) return first.slice(0, 2).join('')
  const other = second?.[0]
  return `${sign}${other === undefined || PICTURE.test(other) ? '' : other}`.toLocaleUpperCase('en')
}

function signsOf(word: string): string[] {
  return [...graphemes.segment(word.slice(0, 64))].map(({ segment }) => segment).filter((sign) => WORD_SIGN.test(sign))
}

/** The hue of a name, 1 to 8: the same wherever the name is shown. */
export function hueOf(name: string): number {
  let hash = 0x811c9dc5
  for (const sign of name.normalize('NFC')) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  // Only the upper bits depend on every sign.
  return ((Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 20) % HUES) + 1
}
