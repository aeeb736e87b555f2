import { expect, test } from 'bun:test'
import { type } from './terminal.ts'

test('what is typed ends with Enter and is cancelled with Ctrl C', () => {
  expect(type('', 'teal umbrella')).toEqual({ text: 'teal umbrella', end: null })
  expect(type('teal', ' 9\rrest')).toEqual({ text: 'teal 9', end: 'enter' })
  expect(type('teal', '\u0004')).toEqual({ text: 'teal', end: 'enter' })
  expect(type('teal', 'x\u0003')).toEqual({ text: 'tealx', end: 'cancel' })
})

test('Backspace takes back one character, also one that is two halves, and Ctrl U all', () => {
  expect(type('ab🦊', '\u007f\bc').text).toBe('ac')
  expect(type('', '\u007fa').text).toBe('a')
  expect(type('abc', '\u0015d').text).toBe('d')
})
