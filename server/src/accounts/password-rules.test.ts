import { expect, test } from 'bun:test'
import { COMMON_WORDS } from './common-passwords.ts'
import { checkNewPassword } from './password-rules.ts'

const refusal = expect.objectContaining({
  code: 'weak_password',
  hints: expect.objectContaining({ field: 'password' }),
})
const check =
  (password: string, userName = 'bob') =>
  () =>
    checkNewPassword(password, userName)

test.each([
  'xk4-brandy-lamp',
  'teal umbrella 9',
  'ĝis la revido!',
  '我喜欢喝绿茶',
  'pass the salted caramel',
  'Tr0ub4dor&3zq',
  '🦊🐢🐝',
  '84739201846293',
  'mellon-under-the-hill',
  '#9$2!7^4',
])('%p is a password', (password) => {
  expect(check(password)).not.toThrow()
})

test.each([
  'password',
  'Password1',
  'P4ssw0rd!',
  'passw0rd2024',
  '!!welcome!!',
  'W3lc0me99',
  'iloveyou',
  'I-Love-You-1',
  'correct horse battery staple',
  'letmein1234',
  'ADMIN123',
  'qwertyuiop',
  'qwertzuiop',
  'asdfghjk',
  '1qaz2wsx',
  'zxcvbnm123',
  '12345678',
  '87654321',
  'abcdefgh',
  'aaaaaaaa',
  'abababab',
  '12121212',
  'abcabcabc1',
  '11111111',
  '20240101',
  '24.12.1999',
  '!@#$%^&*',
  'parley2026',
  'contraseña1',
  'monkeymonkey',
  '0987654321',
  'sunshine1',
  'summer2025!',
  'Pässword1',
  'PASSWORD',
  'ｐａｓｓｗｏｒｄ',
])('%p is too easy to guess', (password) => {
  expect(check(password)).toThrow(refusal)
})

test('bytes count: eight are enough, seven are not, 1,024 are and 1,025 are not', () => {
  const long = 'kraken-umber-39 '
    .repeat(70)
    .split('')
    .map((c, i) => (i % 7 === 0 ? String(i % 10) : c))
    .join('')
  expect(check('xk4#brn')).toThrow(refusal)
  expect(check('xk4#brnp')).not.toThrow()
  expect(check('žluťák')).not.toThrow()
  expect(check(long.slice(0, 1_024))).not.toThrow()
  expect(check(long.slice(0, 1_025))).toThrow(refusal)
})

test('a password that contains the user name is refused, for that user', () => {
  expect(check('xx-ANN.lee-31', 'Ann.Lee')).toThrow(refusal)
  expect(check('xx-ANN.lee-31', 'bob')).not.toThrow()
  expect(check('alal-al9', 'al')).toThrow(refusal)
  expect(check('walrus-tooth-4', 'al')).not.toThrow()
})

test('the list is long, plain and without a repetition that hides its length', () => {
  expect(COMMON_WORDS.size).toBeGreaterThanOrEqual(200)
  for (const word of COMMON_WORDS) expect(word).toMatch(/^[a-z]+$/)
})

test('a password built to make the rules slow is judged at once', () => {
  const before = process.cpuUsage()
  for (const evil of ['1qaz'.repeat(256), 'a1'.repeat(512), '!'.repeat(1_024), '0a!'.repeat(341)]) {
    try {
      checkNewPassword(evil, 'bob')
    } catch {
      // Refused or not, it is the time that counts.
    }
  }
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1_000).toBeLessThan(2_000)
})
