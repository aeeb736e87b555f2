import { expect, test } from 'bun:test'
import { highlight, type Token } from './highlight.ts'

/** By the names that people write behind a fence. */
const LATER = ['cs', 'docker', 'toml', 'kt', 'lua', 'make', 'md', 'php', 'ps1', 'swift']

const textOf = (tokens: readonly Token[]): string =>
  tokens.map((token) => (typeof token === 'string' ? token : textOf(token.c))).join('')

test('the parts of code are told from one another, and nothing of it is lost', () => {
  const code = 'const tide = "high" // <b>now</b>'
  const tokens = highlight(code, 'ts')
  expect(tokens).toContainEqual({ kind: 'keyword', c: ['const'] })
  expect(tokens).toContainEqual({ kind: 'string', c: ['"high"'] })
  expect(textOf(tokens!)).toBe(code)
})

test('languages are known by the names that people give them', () => {
  const code = 'class A { // "x" ' + "'y' 1\n# x\n```\nA = 1\nFROM a\n[a]\n"
  for (const language of LATER) expect(highlight(code, language)?.some((token) => typeof token !== 'string')).toBe(true)
})

test('a language that is not known, and long code, stay as they are', () => {
  for (const language of ['tidal', '', 'constructor', '__proto__']) expect(highlight('x', language)).toBeNull()
  expect(highlight('x'.repeat(10_001), 'ts')).toBeNull()
})

test('code that is built to be slow is not', () => {
  for (const piece of ['`${', '<a ', '"\\', '/*', '((((', 'a:{']) {
    for (const language of ['ts', 'xml', 'bash', 'yaml', 'cpp', 'css', 'ruby', ...LATER]) {
      const code = piece.repeat(Math.floor(10_000 / piece.length))
      expect(textOf(highlight(code, language)!)).toBe(code)
    }
  }
}, 5_000)
