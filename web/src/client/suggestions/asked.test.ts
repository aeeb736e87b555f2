import { expect, test } from 'bun:test'
import { readAsked } from './asked.ts'

const asked = (text: string, caret = text.length) => readAsked(text, caret)

test('a sign at the start of a word asks, with whatever stands after it up to the caret', () => {
  expect(asked('@')).toEqual({ sign: '@', query: '', from: 0 })
  expect(asked('tell @Тар')).toEqual({ sign: '@', query: 'Тар', from: 5 })
  expect(asked('see (#tid')).toEqual({ sign: '#', query: 'tid', from: 5 })
  expect(asked('so :smi')).toEqual({ sign: ':', query: 'smi', from: 3 })
  expect(asked('hi @bob, and more', 7)).toEqual({ sign: '@', query: 'bob', from: 3 })
})

test('a slash at the start of the text asks for a command, until its name is typed', () => {
  expect(asked('/')).toEqual({ sign: '/', query: '', from: 0 })
  expect(asked('/to')).toEqual({ sign: '/', query: 'to', from: 0 })
  for (const text of ['/topic ', '//', '/usr/bin', 'a /to']) expect(asked(text)).toBeNull()
  expect(asked('/msg @bo')).toEqual({ sign: '@', query: 'bo', from: 5 })
})

test('what is no name asks for nothing', () => {
  for (const text of [
    'ann@example.org',
    'a heading: ',
    '# Heading',
    'at 10:30',
    'well :)',
    'so :',
    'so :1',
    '@ann ',
    '',
  ])
    expect(asked(text)).toBeNull()
})
