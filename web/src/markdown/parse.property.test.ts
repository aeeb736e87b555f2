import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { parse, parseWhole } from './parse.ts'
import { isPlain, plainBlocks } from './plain.ts'

const RUNS = Number(process.env.PARLEY_PROPERTY_RUNS ?? 150)
const WORDS = [
  'a',
  'b c',
  ' ',
  '  ',
  '    ',
  '\t',
  '\n',
  '\n',
  '\n\n',
  '*',
  '**',
  '_',
  '`',
  '```',
  '~~~',
  '~~',
  '[a](b)',
]
const MARKS = [
  '> ',
  '>',
  '- ',
  '-',
  '+ ',
  '1. ',
  '2)',
  '# ',
  '=',
  '---',
  '|',
  '|-|',
  '\n|a|\n|-|\n',
  '<b>',
  '\\',
  '&amp;',
  'http://a.b',
  '!',
  '.',
]
const markdown = fc.array(fc.constantFrom(...WORDS, ...MARKS), { maxLength: 24 }).map((parts) => parts.join(''))
const text = fc
  .array(
    fc.constantFrom(
      'a',
      'B',
      ' ',
      '  ',
      '\n',
      '\n\n',
      '\r\n',
      '.',
      ',',
      '-',
      '+',
      '#',
      ':',
      '!',
      '1',
      '1.',
      ')',
      '(',
      '…',
      'é',
      '日',
      'م',
      '😀',
      '@',
      '&',
      'h',
      '>',
      '=',
    ),
  )
  .map((parts) => parts.join(''))

test('reading a body in parts gives the same as reading it whole', () => {
  fc.assert(
    fc.property(markdown, (body) => {
      expect(parse(body)).toEqual(parseWhole(body))
    }),
    { numRuns: RUNS },
  )
})

test('a body that is plain needs no parser', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' }), markdown), (body) => {
      fc.pre(isPlain(body))
      expect(plainBlocks(body)).toEqual(parseWhole(body))
    }),
    { numRuns: RUNS },
  )
})

test('what people mostly write is plain', () => {
  for (const body of [
    'Moin!',
    'Low water is at 11:52.',
    'so-called (maybe)',
    'one\ntwo',
    'R & D, 5 > 4',
    'おはよう',
    'شكرًا',
  ])
    expect(isPlain(body)).toBe(true)
  for (const body of ['*a*', '- a', '1. a', 'https://a.b', 'a@b.c', 'a\n---', '<b>', 'a  \n    b'])
    expect(isPlain(body)).toBe(false)
})
