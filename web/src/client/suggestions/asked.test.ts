import { expect, test } from 'bun:test'
import { readAsked, readShortcode } from './asked.ts'

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

test('in code nothing is asked, and after it again', () => {
  for (const text of ['```c\n#inc', '`x @bo', 'a `b` and `#te', '~~~\n:smi']) expect(asked(text)).toBeNull()
  expect(asked('`x` @bo')).toEqual({ sign: '@', query: 'bo', from: 4 })
  expect(asked('```\nx\n```\n#te')).toEqual({ sign: '#', query: 'te', from: 10 })
  expect(asked('one `\n@bo')).toEqual({ sign: '@', query: 'bo', from: 6 })
})

test('a thumb is asked for by its sign', () => {
  expect(asked(':+1')).toEqual({ sign: ':', query: '+1', from: 0 })
  expect(asked('so :-1')).toEqual({ sign: ':', query: '-1', from: 3 })
  for (const text of [':-', ':+', ':1']) expect(asked(text)).toBeNull()
})

test('a name between two colons is whole', () => {
  const whole = (text: string) => readShortcode(text, text.length)
  expect(whole(':tada:')).toEqual({ name: 'tada', from: 0 })
  expect(whole('well (:+1:')).toEqual({ name: '+1', from: 6 })
  for (const text of ['at 10:30:', 'a:b:', ':tada', ': tada:', '`:tada:', '::']) expect(whole(text)).toBeNull()
})
