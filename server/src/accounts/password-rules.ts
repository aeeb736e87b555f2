import { ParleyError } from '@parley/protocol/errors.ts'
import { LIMITS } from '@parley/protocol/limits.ts'
import { COMMON_WORDS } from './common-passwords.ts'

/** Refuses a new password that is too short, too long or among the first that somebody would guess. Throws `weak_password`. */
export function checkNewPassword(password: string, userName: string, field = 'password'): void {
  const problem = problemOf(password, userName)
  if (problem !== null) throw new ParleyError('weak_password', { field, problem })
}

function problemOf(password: string, userName: string): string | null {
  if (!hasAllowedLength(password)) {
    return `A password has ${LIMITS.passwordMinBytes} to ${LIMITS.passwordMaxBytes} bytes; most letters are one.`
  }
  const plain = password.normalize('NFKC').toLowerCase()
  if (isMostly(plain, userName.normalize('NFKC').toLowerCase())) return 'A password must not contain the user name.'
  if (isPattern(plain) || isCommon(plain)) return 'This password is among the first that somebody would guess.'
  return null
}

/** Tells whether a password has as many bytes as one may have; of others no hash is ever made. */
export function hasAllowedLength(password: string): boolean {
  if (password.length > LIMITS.passwordMaxBytes) return false
  const bytes = Buffer.byteLength(password.normalize('NFC'))
  return bytes >= LIMITS.passwordMinBytes && bytes <= LIMITS.passwordMaxBytes
}

function isMostly(plain: string, userName: string): boolean {
  // A name of two letters is in many a good password by chance; there the rest decides.
  if (userName.length < 3) return plain.replaceAll(userName, '').length < 4
  return plain.includes(userName)
}

function isPattern(plain: string): boolean {
  if (/^(.{1,5})\1+.{0,4}$/su.test(plain)) return true
  const codes = Array.from(plain, (c) => c.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, i) => code - (codes[i] ?? 0))
  const runs = steps.filter((step) => step === 0 || step === 1 || step === -1).length
  return runs >= Math.max(5, steps.length - 2) || onKeyboard(plain)
}

const KEYBOARD = [
  '1234567890',
  '!@#$%^&*()',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'azertyuiop',
  '1qaz2wsx3edc4rfv5tgb',
  'qazwsxedcrfv',
]

function onKeyboard(plain: string): boolean {
  let rest = plain
  for (const row of KEYBOARD) {
    const backwards = [...row].toReversed().join('')
    for (const line of [row, backwards]) rest = withoutRuns(rest, line)
  }
  return rest.length <= 2
}

/** Takes out the stretches of four and more characters that lie side by side on a line of keys. */
function withoutRuns(text: string, line: string): string {
  let out = ''
  let at = 0
  while (at < text.length) {
    const length = longestRun(text, at, line)
    if (length < 4) out += text[at]
    at += length < 4 ? 1 : length
  }
  return out
}

function longestRun(text: string, at: number, line: string): number {
  let length = 0
  while (at + length < text.length && line.includes(text.slice(at, at + length + 1))) length += 1
  return length
}

function isCommon(plain: string): boolean {
  // Dates and telephone numbers.
  if (plain.length < 12 && /^[\d\s./-]+$/.test(plain)) return true
  return [plain, spelledWithLetters(plain)].some((text) => {
    const core = text
      .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
    const letters = core.replace(/[^\p{L}]/gu, '')
    return COMMON_WORDS.has(letters) || isDoubled(letters)
  })
}

function isDoubled(letters: string): boolean {
  const half = letters.slice(0, letters.length / 2)
  return letters.length % 2 === 0 && letters === half + half && COMMON_WORDS.has(half)
}

function spelledWithLetters(plain: string): string {
  const stem = plain.replace(/[^\p{L}]+$/u, '')
  return stem.replace(/[0134578@$!]/g, (c) => LETTER_FOR[c] ?? c)
}

const LETTER_FOR: Record<string, string> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
}
