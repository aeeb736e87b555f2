import { describe, expect, test } from 'bun:test'
import { chunksOf } from './chunks.ts'
import { costOf, MAX_DEPTH_SUM, MAX_LINES, MAX_MARKS } from './guard.ts'
import { parse } from './parse.ts'
import { plainBlocks } from './plain.ts'

const LENGTH = 16_000
const flood = (text: string) => text.repeat(Math.ceil(LENGTH / text.length)).slice(0, LENGTH)
const nested = Array.from({ length: 170 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')
const ticks = Array.from({ length: 20 }, (_, length) => '`'.repeat(length + 1)).join(' ')

const FLOODS: Record<string, string> = {
  'quotes in quotes': flood('>'),
  'quotes in quotes with spaces': flood('> '),
  'lists in lists on one line': flood('- '),
  'numbered lists on one line': flood('1. '),
  'lists in lists over many lines': nested,
  'deep quotes on many lines': flood(`${'> '.repeat(12)}a\n`),
  'lines that lazily stay in a deep quote': `${'> '.repeat(12)}a\n${flood('a*\n')}`,
  stars: flood('*'),
  'opened emphasis': flood('*a '),
  'mixed emphasis': flood('*a**b_c '),
  underscores: flood('_a '),
  tildes: flood('~~a '),
  'square brackets': flood('['),
  'balanced square brackets': '['.repeat(8000) + ']'.repeat(8000),
  'opened links': flood('[a]('),
  'opened pictures': flood('!['),
  'backticks of many lengths': ticks.padEnd(LENGTH, ' a'),
  'angle brackets': flood('<'),
  'opened addresses': flood('<a:'),
  'table rows': `|a|b|\n|-|-|\n${flood('|a|b|\n')}`,
  'table columns': `${'|a'.repeat(4000)}|\n${'|-'.repeat(4000)}|`,
  headings: flood('# a\n'),
  'underlined headings': flood('a\n-\n'),
  'list items': flood('- a\n'),
  backslashes: flood('\\'),
  'character references': flood('&amp;'),
  'words that may begin an address': flood('h '),
}

describe('what would take the parser too long is shown as it was typed:', () => {
  for (const [name, body] of Object.entries(FLOODS)) {
    test(name, () => {
      expect(parse(body)).toEqual(plainBlocks(body))
    })
  }
})

test('no chunk that reaches the parser is larger than the limits', () => {
  const body = Object.values(FLOODS)
    .map((text) => text.slice(0, 900))
    .join('\n\n')
  const parsed = chunksOf(body).filter((chunk) => chunk.kind === 'text' && !costOf(chunk.lines).isTooMuch)
  for (const { lines } of parsed) {
    expect(lines.length).toBeLessThanOrEqual(MAX_LINES)
    expect(costOf(lines).marks).toBeLessThanOrEqual(MAX_MARKS)
  }
  expect(parsed.length).toBeGreaterThan(0)
})

test('one part that is too much leaves the others as they are', () => {
  const body = `*a*\n\n${'*b '.repeat(500)}\n\n**c**`
  expect(parse(body).map((block) => (block.t === 'p' ? block.c.length : 0))).toEqual([1, 1, 1])
  expect(parse(body).at(-1)).toEqual({ t: 'p', c: [{ t: 'strong', c: ['c'] }] })
})

test('many small parts come to an end too', () => {
  const blocks = parse('# a\n\n'.repeat(3000))
  expect(blocks.filter((block) => block.t === 'h').length).toBeLessThanOrEqual(200)
  expect(blocks.length).toBe(3000)
})

test('what people write stays far from the limits', () => {
  const list = Array.from({ length: 100 }, (_, index) => `- **a** \`b\` ${index}`).join('\n')
  const deep = Array.from({ length: 10 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')
  const table = `|a|b|c|\n|-|-|-|\n${'|1|2|3|\n'.repeat(80)}`
  for (const body of [list, deep, table]) expect(costOf(body.split('\n')).isTooMuch).toBe(false)
  expect(MAX_DEPTH_SUM).toBeGreaterThan(500)
})

test('code may hold any number of marks', () => {
  const code = '*_[`<>'.repeat(200)
  expect(parse(`\`\`\`\n${code}\n\`\`\`\n\n*a*`)).toEqual([
    { t: 'pre', v: code },
    { t: 'p', c: [{ t: 'em', c: ['a'] }] },
  ])
})
