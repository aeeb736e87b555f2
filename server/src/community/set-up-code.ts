import { timingSafeEqual } from 'node:crypto'

/** No letter or digit that is easily taken for another. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const GROUPS = 3
const GROUP_LENGTH = 4
/** Bytes from here on would make the first letters likelier than the others. */
const FAIR_BYTES = 256 - (256 % LETTERS.length)

/** Makes the one-time code that founds the community: 59 bits, as ABCD-EFGH-JKMN, to be read from a terminal. */
export function newSetUpCode(): string {
  const groups = Array.from({ length: GROUPS }, () => Array.from({ length: GROUP_LENGTH }, randomLetter).join(''))
  return groups.join('-')
}

function randomLetter(): string {
  for (;;) {
    const [byte = FAIR_BYTES] = crypto.getRandomValues(new Uint8Array(1))
    if (byte < FAIR_BYTES) return LETTERS.charAt(byte % LETTERS.length)
  }
}

/** Tells whether this is the code, however its letters and dashes were typed; how much of it was right cannot be measured. */
export function isSetUpCode(expected: string | null, typed: string): boolean {
  if (expected === null) return false
  return timingSafeEqual(digestOf(expected), digestOf(typed))
}

function digestOf(code: string): Uint8Array {
  const plain = code.replace(/[\s-]+/g, '').toUpperCase()
  return new Bun.CryptoHasher('sha256').update(plain).digest()
}
