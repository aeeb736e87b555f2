import { expect, test } from 'bun:test'
import { minifyStyles, shortenTokens } from './bundle-styles.ts'

test('comments and needless white space go', () => {
  expect(
    minifyStyles('/* it’s "here" */ a  >  b {\n  color: red;\n  margin: 0 1px;\n}\n\n/* c */ d :hover, e { }'),
  ).toBe('a > b{color:red;margin:0 1px}d :hover,e{}')
})

test('texts in quotes stay as they are', () => {
  expect(minifyStyles("a::before { content: \" /* no */  ; }\"; } b { content: 'it\\'s  ,' }")).toBe(
    "a::before{content:\" /* no */  ; }\"}b{content:'it\\'s  ,'}",
  )
})

test('tokens have short names, the same in every sheet', () => {
  const shorten = shortenTokens(
    ':root{--ink:#000;--space-1:4px}a{color:var(--ink);margin:var(--space-1) var(--space-1)}',
  )
  expect(shorten(':root{--ink:#000;--space-1:4px}')).toBe(':root{--1:#000;--0:4px}')
  expect(shorten('b{--own:1px;margin:var(--own) var(--space-1)}c{--x:1}')).toBe(
    'b{--own:1px;margin:var(--own) var(--0)}c{--x:1}',
  )
})

test('there are short names for any number of tokens', () => {
  const names = Array.from({ length: 800 }, (_, n) => `--token-${n}`)
  const shorten = shortenTokens(names.map((name) => `${name}:0`).join(';'))
  expect(new Set(names.map((name) => shorten(name))).size).toBe(800)
})
