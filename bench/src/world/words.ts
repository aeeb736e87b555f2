const SYLLABLES =
  'ba be bi bo bu da de di do du fa fe fi fo ga ge gi go ha he hi ho ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo wa we wi za ze zi'.split(
    ' ',
  )

/** Made-up words: as many as people of one community use in some years. */
export const WORD_COUNT = 200_000

/** A word of the vocabulary; the first ones are the most common. */
export function wordAt(rank: number): string {
  let left = rank + SYLLABLES.length
  let word = ''
  while (left > 0) {
    word += SYLLABLES[left % SYLLABLES.length] ?? ''
    left = Math.floor(left / SYLLABLES.length)
  }
  return word
}

/** A word as often as words of its rank are in real texts: the share of each falls with its rank. `dice` is from 0 to 1. */
export function commonWord(dice: number): string {
  return wordAt(Math.floor(WORD_COUNT ** dice) - 1)
}

/** Text of a script without spaces, of the 2,000 most common characters in this order. */
export function runOf(seed: number): string {
  const letter = (nth: number) => String.fromCodePoint(0x4e00 + Math.floor(2_000 ** fraction(seed * 31 + nth)))
  return Array.from({ length: 12 }, (_, nth) => letter(nth)).join('')
}

/** A number from 0 to 1 that looks like chance and is always the same. */
export function fraction(seed: number): number {
  let mixed = Math.imul(seed ^ (seed >>> 16), 0x45d9f3b)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 0x1_0000_0000
}
