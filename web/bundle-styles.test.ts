import { expect, test } from 'bun:test'
import { minifyStyles } from './bundle-styles.ts'

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
